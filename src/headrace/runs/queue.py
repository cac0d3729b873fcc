"""The queue: jobs are written in the transaction that makes them due."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.schedule import PassItem

TASK = "headrace.pass"

_DEFER = text("""
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ROW(:queue, :task, 0, NULL, NULL, job, :at)::procrastinate_job_to_defer_v1
    ))
    FROM jsonb_array_elements(CAST(:jobs AS jsonb)) AS job
""")


def queue_of(lane: str) -> str:
    """The queue that a lane's jobs stand in: `models` for `models:openai`."""
    return lane.partition(":")[0]


async def enqueue(
    work: Work, run: str, items: Sequence[PassItem], lane: str, at: datetime | None = None
) -> None:
    """One job for each item that has its place in the lane already; not to begin before `at`."""
    if items:
        jobs = [{"run": run, "pass_id": item.pass_id, "item": item.item} for item in items]
        await work.connection.execute(
            _DEFER,
            {
                "queue": queue_of(lane),
                "task": TASK,
                "jobs": orjson.dumps(jobs).decode(),
                "at": at,
            },
        )
