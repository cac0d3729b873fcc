"""Tell how far a pass item is, while it runs."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.runs.claim import Claim

_NEXT_SEQ = text("""
    UPDATE runs SET last_seq = last_seq + 1 WHERE id = :run AND status = 'running'
    RETURNING last_seq
""")


async def report(work: Work, claim: Claim, done: float) -> None:
    """`done` goes from 0 to 1. Says nothing once the run has ended."""
    seq = (await work.connection.execute(_NEXT_SEQ, {"run": claim.run})).scalar_one_or_none()
    if seq is not None:
        step = claim.plan.passes[claim.at.pass_id].steps[-1]
        place = {"step": step, "node": step, "item": claim.at.item, "done": done}
        await emit(work, claim.run, [NewEvent("step.progress", place)], seq)
