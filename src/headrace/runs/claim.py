"""Take one pass item to run it; a fence number keeps an earlier holder from settling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem
from headrace.graph.values import Json
from headrace.kernel.fault import reach
from headrace.runs.keys import keys_of
from headrace.runs.load import Lists, Settled, load
from headrace.runs.plans import Plans
from headrace.runs.reuse import Taken, done_before, taken
from headrace.workspaces.find import house_of

# A claim that a power cut takes back is only taken again, so its commit need not reach the disk.
_CLAIM = text("""
    UPDATE passes
    SET status = 'running', fence = fence + 1, heartbeat_at = :now, worker = :worker
    FROM runs
    WHERE run = :run AND pass = :pass AND item = :item AND passes.status = 'queued'
      AND runs.id = :run
    RETURNING fence, attempt, lost, answer, runs.workspace, counts, edition,
              CASE WHEN edition = :kept THEN NULL ELSE plan END AS plan,
              set_config('synchronous_commit', 'off', true)
""")

_START = text("""
    UPDATE runs
    SET status = CASE WHEN asking > 0 THEN 'waiting' ELSE 'running' END,
        started_at = COALESCE(started_at, :now),
        last_seq = last_seq + :steps + (started_at IS NULL)::int
    WHERE id = :run AND edition = :edition AND status IN ('queued', 'running', 'waiting')
    RETURNING last_seq, started_at = :now AS first
""")


_LET_GO = text("""
    UPDATE passes SET status = 'cancelled' WHERE run = :run AND pass = :pass AND item = :item
""")


@dataclass(frozen=True, slots=True)
class Hands:
    """The worker that takes, and what it remembers of runs it had before."""

    worker: str = ""
    plans: Plans = field(default_factory=Plans)
    lists: Lists = field(default_factory=Lists)


@dataclass(frozen=True, slots=True)
class Claim:
    """One pass item in the hands of one worker."""

    run: str
    workspace: str
    edition: int
    at: PassItem
    fence: int
    attempt: int
    lost: int
    """How many workers have died with this item in their hands."""
    answer: Json
    plan: Plan
    counts: Counts
    before: Settled
    keys: Mapping[str, str]
    taken: Taken


async def claim(work: Work, hands: Hands, run: str, at: PassItem) -> Claim | None:
    """None when it is no longer there to be taken: done, cancelled, or taken by another.

    The run is locked last and shortly: all its items share that lock.
    """
    place = {
        "run": run,
        "pass": at.pass_id,
        "item": at.item,
        "now": work.now,
        "kept": hands.plans.edition_of(run),
        "worker": hands.worker,
    }
    found = (await work.connection.execute(_CLAIM, place)).one_or_none()
    if found is None:
        return None
    reach("claim.taken")
    plan = hands.plans.of(run, found.edition, found.plan)
    counts = Counts.model_validate(found.counts)
    before = await load(work.connection, run, plan, counts, at, hands.lists)
    keys = keys_of(before, run, at)
    known = await done_before(_within(work, found.workspace), set(keys.values()))
    over = taken(plan, at, keys, known)
    todo = [id for id in plan.passes[at.pass_id].steps if id not in over.known]
    if not await _start(work, run, found.edition, todo, at.item):
        await work.connection.execute(_LET_GO, place)
        return None
    return Claim(
        run=run,
        workspace=found.workspace,
        edition=found.edition,
        at=at,
        fence=found.fence,
        attempt=found.attempt,
        lost=found.lost,
        answer=found.answer,
        plan=plan,
        counts=counts,
        before=before,
        keys=keys,
        taken=over,
    )


def _within(work: Work, workspace: str) -> Work:
    return Work(house_of(workspace), work.now, work.connection)


async def _start(work: Work, run: str, edition: int, steps: Sequence[str], item: int) -> bool:
    """False when the run has ended, or was begun anew."""
    place = {"run": run, "edition": edition, "now": work.now, "steps": len(steps)}
    row = (await work.connection.execute(_START, place)).one_or_none()
    if row is None:
        return False
    events = [NewEvent("run.started")] if row.first else []
    events += [NewEvent("step.started", {"step": id, "node": id, "item": item}) for id in steps]
    await emit(work, run, events, row.last_seq)
    return True
