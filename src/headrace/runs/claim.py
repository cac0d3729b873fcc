"""Take one pass item to run it; a fence number keeps an earlier holder from settling it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem
from headrace.runs.load import Settled, load
from headrace.runs.plans import Plans

# A claim that a power cut takes back is only taken again, so its commit need not reach the disk.
_CLAIM = text("""
    UPDATE passes SET status = 'running', fence = fence + 1, heartbeat_at = :now
    FROM runs
    WHERE run = :run AND pass = :pass AND item = :item AND passes.status = 'ready'
      AND runs.id = :run
    RETURNING fence, workspace, counts, CASE WHEN :known THEN NULL ELSE plan END AS plan,
              set_config('synchronous_commit', 'off', true)
""")

_START = text("""
    UPDATE runs
    SET status = 'running', started_at = COALESCE(started_at, :now),
        last_seq = last_seq + :steps + (status = 'queued')::int
    WHERE id = :run AND status IN ('queued', 'running')
    RETURNING last_seq, started_at = :now AS first
""")


@dataclass(frozen=True, slots=True)
class Claim:
    """One pass item in the hands of one worker."""

    run: str
    workspace: str
    at: PassItem
    fence: int
    plan: Plan
    counts: Counts
    before: Settled


async def claim(work: Work, plans: Plans, run: str, at: PassItem) -> Claim | None:
    """None when it is no longer there to be taken: done, cancelled, or taken by another.

    The run is locked last and shortly: all its items share that lock.
    """
    place = {
        "run": run,
        "pass": at.pass_id,
        "item": at.item,
        "now": work.now,
        "known": run in plans,
    }
    found = (await work.connection.execute(_CLAIM, place)).one_or_none()
    if found is None:
        return None
    plan = plans.of(run, found.plan)
    counts = Counts.model_validate(found.counts)
    before = await load(work.connection, run, plan, counts, at)
    if not await _start(work, run, plan.passes[at.pass_id].steps, at.item):
        return None
    return Claim(run, found.workspace, at, found.fence, plan, counts, before)


async def _start(work: Work, run: str, steps: Sequence[str], item: int) -> bool:
    """False when the run has ended."""
    row = (
        await work.connection.execute(_START, {"run": run, "now": work.now, "steps": len(steps)})
    ).one_or_none()
    if row is None:
        return False
    events = [NewEvent("run.started")] if row.first else []
    events += [NewEvent("step.started", {"step": id, "node": id, "item": item}) for id in steps]
    await emit(work, run, events, row.last_seq)
    return True
