"""Put back what a dead worker held, and wake what was ready but forgotten."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.schedule import PassItem
from headrace.runs.queue import TASK, enqueue

STALE_SECONDS = 15

_TAKE_BACK = text("""
    UPDATE passes SET status = 'ready', ready_at = :now
    WHERE (run, pass, item) IN (
        SELECT run, pass, item FROM passes
        WHERE status = 'running' AND heartbeat_at < :now - make_interval(secs => :stale)
        FOR UPDATE SKIP LOCKED
    )
    RETURNING run, pass, item
""")

_FORGOTTEN = text("""
    UPDATE passes SET ready_at = :now
    WHERE status = 'ready' AND ready_at < :now - make_interval(secs => :stale)
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs
        WHERE status = 'todo' AND task_name = :task AND args ->> 'run' = passes.run
          AND args ->> 'pass_id' = passes.pass AND (args ->> 'item')::int = passes.item
      )
    RETURNING run, pass, item
""")

_BEAT = text("""
    UPDATE passes SET heartbeat_at = :now
    FROM jsonb_to_recordset(CAST(:held AS jsonb)) AS h (r text, p text, i int)
    WHERE run = h.r AND pass = h.p AND item = h.i AND status = 'running'
""")


async def recover(work: Work) -> int:
    """Queues every pass item nobody works on; returns how many there were."""
    lost = list(
        await work.connection.execute(_TAKE_BACK, {"now": work.now, "stale": STALE_SECONDS})
    )
    lost += await work.connection.execute(
        _FORGOTTEN, {"now": work.now, "stale": STALE_SECONDS, "task": TASK}
    )
    for run, pass_id, item in lost:
        await enqueue(work, run, [PassItem(pass_id, item)])
    return len(lost)


async def beat(work: Work, held: str) -> None:
    """Keeps what this worker runs from being taken back; `held` is JSON of {r, p, i}."""
    await work.connection.execute(_BEAT, {"now": work.now, "held": held})
