"""Let work into the queue: only as much of a workspace, and of a provider, as may be in flight.

What waits in a lane comes in by its turn. Items of a run take turns by their place, starting
from where the lane stands, so a run of one is not held up by a run of ten thousand. Jobs of
those who have much in flight already come behind those of others.
"""

from collections.abc import Iterable

from sqlalchemy import text

from headrace.db.work import Work
from headrace.runs.pace import advance, pace_of
from headrace.runs.queue import TASK, queue_of

_ADMIT = text("""
    WITH active AS MATERIALIZED (
        SELECT run FROM passes
        WHERE workspace = :workspace AND lane = :lane AND status IN ('queued', 'running')
    ), next AS (
        SELECT run, pass, item, turn FROM passes
        WHERE workspace = :workspace AND lane = :lane AND status = 'ready'
        ORDER BY turn, run, pass, item
        LIMIT GREATEST(:window - (SELECT count(*) FROM active), 0)
        FOR UPDATE SKIP LOCKED
    ), ranked AS (
        SELECT run, pass, item,
               (SELECT count(*) FROM active)
               + (SELECT count(*) FROM active WHERE active.run = next.run)
               + row_number() OVER (ORDER BY turn, run, pass, item) AS rank,
               CAST(:start AS timestamptz) + make_interval(secs => CAST(:gap AS float)
                   * (row_number() OVER (ORDER BY turn, run, pass, item) - 1)) AS start_at
        FROM next
    ), admitted AS (
        UPDATE passes SET status = 'queued', ready_at = :now
        FROM ranked AS r
        WHERE passes.run = r.run AND passes.pass = r.pass AND passes.item = r.item
        RETURNING passes.run, passes.pass, passes.item, rank, start_at
    )
    SELECT count(*), procrastinate_defer_jobs_v1(array_agg(
        ROW(:queue, :task, -rank, NULL, NULL,
            jsonb_build_object('run', run, 'pass_id', pass, 'item', item), start_at
        )::procrastinate_job_to_defer_v1 ORDER BY rank
    ))
    FROM admitted HAVING count(*) > 0
""")

_STANDS_AT = text("""
    SELECT COALESCE(min(turn), 0) FROM passes
    WHERE workspace = :workspace AND status IN ('queued', 'running')
""")


async def admit(work: Work, workspace: str, lanes: Iterable[str]) -> None:
    """Queues what these lanes have room for. Called wherever work becomes ready or ends."""
    for lane in sorted(set(lanes)):
        pace = await pace_of(work, workspace, lane)
        admitted = await work.connection.scalar(
            _ADMIT,
            {
                "workspace": workspace,
                "lane": lane,
                "window": pace.window,
                "start": pace.start,
                "gap": pace.gap,
                "queue": queue_of(lane),
                "task": TASK,
                "now": work.now,
            },
        )
        await advance(work, workspace, lane, pace, admitted or 0)


async def first_turn(work: Work, workspace: str) -> int:
    """The turn from which new work of this workspace counts."""
    return int(await work.connection.scalar(_STANDS_AT, {"workspace": workspace}) or 0)
