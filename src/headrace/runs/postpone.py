"""Try a pass item again later: it keeps its place, and nobody's hands are tied."""

import random
from datetime import timedelta

from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.kernel.errors import TryAgain
from headrace.kernel.fault import reach
from headrace.runs.arrange import lane_of
from headrace.runs.claim import Claim
from headrace.runs.pace import advance, pace_of
from headrace.runs.queue import enqueue

_FIRST_SECONDS = 1.0
_MOST_SECONDS = 120.0

_PUT_BACK = text("""
    UPDATE passes SET status = 'queued', attempt = attempt + 1, ready_at = :at
    WHERE run = :run AND pass = :pass AND item = :item AND fence = :fence AND status = 'running'
""")

_NEXT_SEQ = text("""
    UPDATE runs SET last_seq = last_seq + 1
    WHERE id = :run AND status IN ('running', 'waiting')
    RETURNING last_seq
""")


def may_try_again(claim: Claim) -> bool:
    steps = claim.plan.passes[claim.at.pass_id].steps
    return claim.attempt < min(claim.plan.steps[id].policy.attempts for id in steps)


async def postpone(work: Work, claim: Claim, error: TryAgain) -> None:
    """Does nothing when another worker holds the item by now, or the run has ended."""
    seconds = pause(claim.attempt, error.after)
    at = work.now + timedelta(seconds=seconds)
    place = {
        "run": claim.run,
        "pass": claim.at.pass_id,
        "item": claim.at.item,
        "fence": claim.fence,
        "at": at,
    }
    if (await work.connection.execute(_PUT_BACK, place)).rowcount == 0:
        return
    seq = (await work.connection.execute(_NEXT_SEQ, {"run": claim.run})).scalar_one_or_none()
    if seq is None:
        return
    step = claim.plan.passes[claim.at.pass_id].steps[-1]
    told = {
        "step": step,
        "node": step,
        "item": claim.at.item,
        "attempt": claim.attempt,
        "again_in": round(seconds, 1),
        "error": {"code": error.code, "message": error.message},
    }
    await emit(work, claim.run, [NewEvent("step.postponed", told)], seq)
    reach("postpone.written")
    lane = lane_of(claim.plan, claim.at.pass_id)
    pace = await pace_of(work, claim.workspace, lane)
    await advance(work, claim.workspace, lane, pace, 1)
    await enqueue(work, claim.run, [claim.at], lane, max(at, pace.start or at))


def pause(attempt: int, asked: float | None) -> float:
    """Seconds until the next try: doubling, never two alike, and never sooner than asked."""
    longest = min(_FIRST_SECONDS * 2 ** (attempt - 1), _MOST_SECONDS)
    return max(random.uniform(longest / 2, longest), asked or 0)
