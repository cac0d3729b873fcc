"""The queue: jobs are written in the transaction that makes them due."""

from collections.abc import Sequence

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.schedule import PassItem

TASK = "headrace.pass"
LOCAL_QUEUE = "local"

_DEFER = text("""
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ROW(:queue, :task, 0, NULL, NULL, job, NULL)::procrastinate_job_to_defer_v1
    ))
    FROM jsonb_array_elements(CAST(:jobs AS jsonb)) AS job
""")


async def enqueue(work: Work, run: str, items: Sequence[PassItem]) -> None:
    """One job for each item that is ready."""
    if items:
        jobs = [{"run": run, "pass_id": at.pass_id, "item": at.item} for at in items]
        await work.connection.execute(
            _DEFER,
            {"queue": LOCAL_QUEUE, "task": TASK, "jobs": orjson.dumps(jobs).decode()},
        )
