"""Put back what a dead worker held, wake what was forgotten, and answer what nobody answered.

What is true is looked at, never what happened: a lost wake-up or a lost message costs time only.
"""

from collections.abc import Sequence

from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.schedule import PassItem
from headrace.runs.admit import admit
from headrace.runs.answer import go_on
from headrace.runs.queue import TASK, enqueue
from headrace.workspaces.find import house_of

STALE_SECONDS = 10
"""Without a heartbeat for so long, a worker counts as dead."""

_TAKE_BACK = text("""
    UPDATE passes SET status = 'queued', lost = lost + 1, ready_at = :now
    WHERE (run, pass, item) IN (
        SELECT run, pass, item FROM passes JOIN runs ON runs.id = run
        WHERE passes.status = 'running'
          AND heartbeat_at < :now - make_interval(secs => :stale)
          AND runs.finished_at IS NULL
        FOR UPDATE OF passes SKIP LOCKED
    )
    RETURNING run, pass, item, lane
""")

_LET_GO = text("""
    UPDATE passes SET status = 'cancelled'
    FROM runs
    WHERE runs.id = run AND runs.finished_at IS NOT NULL
      AND passes.status IN ('ready', 'queued', 'running')
      AND COALESCE(heartbeat_at, ready_at) < :now - make_interval(secs => :stale)
""")

_FORGOTTEN = text("""
    UPDATE passes SET ready_at = :now
    WHERE status = 'queued' AND ready_at < :now - make_interval(secs => :stale)
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs
        WHERE status = 'todo' AND task_name = :task AND args ->> 'run' = passes.run
          AND args ->> 'pass_id' = passes.pass AND (args ->> 'item')::int = passes.item
      )
    RETURNING run, pass, item, lane
""")

_WAITING_LANES = text("SELECT DISTINCT workspace, lane FROM passes WHERE status = 'ready'")

_UNANSWERED = text("""
    SELECT run, pass, item, workspace FROM passes
    WHERE status = 'waiting' AND deadline < :now
    LIMIT 100
""")

_BEAT = text("""
    UPDATE passes SET heartbeat_at = :now
    FROM jsonb_to_recordset(CAST(:held AS jsonb)) AS h (r text, p text, i int)
    WHERE run = h.r AND pass = h.p AND item = h.i AND status = 'running'
""")

_ENDED = text("SELECT id FROM runs WHERE id = ANY(:runs) AND finished_at IS NOT NULL")


async def recover(work: Work) -> int:
    """Queues every pass item nobody works on; returns how many there were."""
    stale = {"now": work.now, "stale": STALE_SECONDS}
    await work.connection.execute(_LET_GO, stale)
    lost = list(await work.connection.execute(_TAKE_BACK, stale))
    lost += await work.connection.execute(_FORGOTTEN, stale | {"task": TASK})
    for run, pass_id, item, lane in lost:
        await enqueue(work, run, [PassItem(pass_id, item)], lane)
    for workspace, lane in list(await work.connection.execute(_WAITING_LANES)):
        await admit(work, workspace, [lane])
    return len(lost)


async def answer_for_nobody(work: Work) -> None:
    """Runs whose question has passed its deadline go on with what their builder chose."""
    for run, pass_id, item, workspace in list(
        await work.connection.execute(_UNANSWERED, {"now": work.now})
    ):
        own = Work(house_of(workspace), work.now, work.connection)
        await go_on(own, run, PassItem(pass_id, item), None)


async def beat(work: Work, held: str) -> None:
    """Keeps what this worker runs from being taken back; `held` is JSON of {r, p, i}."""
    await work.connection.execute(_BEAT, {"now": work.now, "held": held})


async def ended(work: Work, among: Sequence[str]) -> Sequence[str]:
    """Those of the runs that have ended, whoever missed being told."""
    return (await work.connection.scalars(_ENDED, {"runs": list(among)})).all()
