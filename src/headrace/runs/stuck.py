"""Runs that have not ended and do not move, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.runs.model import TERMINAL
from headrace.runs.recover import STALE_SECONDS
from headrace.workers.find import alive
from headrace.workers.model import Present

_MOST = 100
_PERSON = "It waits for a person."
_AT_WORK = "A living worker is still at an item of it."

# The last event tells when a run moved last: its number stands in the run's own row.
_STILL = text("""
    SELECT runs.id, runs.status, runs.workspace, event.at AS since
    FROM runs JOIN events AS event ON event.run = runs.id AND event.seq = runs.last_seq
    WHERE runs.status <> ALL(:ended) AND event.at < now() - make_interval(secs => :seconds)
    ORDER BY event.at LIMIT :most
""")

_ITEMS = text("""
    SELECT item.run, item.status, item.lane,
           item.status = 'running'
             AND item.heartbeat_at < now() - make_interval(secs => :stale) AS left_alone,
           job.status::text AS job, job.queue_name AS queue, job.scheduled_at > now() AS later
    FROM passes AS item LEFT JOIN procrastinate_jobs AS job
      ON job.args ->> 'run' = item.run AND job.args ->> 'pass_id' = item.pass
         AND (job.args ->> 'item')::int = item.item AND job.status IN ('todo', 'doing')
    WHERE item.run = ANY(:runs) AND item.status IN ('ready', 'queued', 'running')
""")


@dataclass(frozen=True, slots=True)
class Stuck:
    """A run that does not move, since when, and why, in words for who runs the server."""

    run: str
    workspace: str
    status: str
    since: datetime
    reason: str

    @property
    def rightly(self) -> bool:
        """Whether it stands still as it should."""
        return self.reason in (_PERSON, _AT_WORK)


async def stuck_runs(connection: AsyncConnection, unmoved: timedelta) -> list[Stuck]:
    """Of every workspace, those that moved longest ago first; at most a hundred."""
    still = (
        await connection.execute(
            _STILL,
            {"ended": sorted(TERMINAL), "seconds": unmoved.total_seconds(), "most": _MOST},
        )
    ).all()
    if not still:
        return []
    rows = await connection.execute(
        _ITEMS, {"runs": [run.id for run in still], "stale": 2 * STALE_SECONDS}
    )
    items: dict[str, list[Any]] = {}
    for row in rows:
        items.setdefault(row.run, []).append(row)
    living = await alive(connection)
    return [
        Stuck(
            run.id,
            run.workspace,
            run.status,
            run.since,
            _reason(run.status, items.get(run.id, []), living),
        )
        for run in still
    ]


def _reason(status: str, items: Sequence[Any], living: Sequence[Present]) -> str:
    if status == "waiting":
        return _PERSON
    if not living:
        return "No worker is alive. Start one with “headrace worker”."
    if not items:
        return "Nothing of it is ready or being worked on: this is a mistake of Headrace."
    under_way = [item for item in items if item.status == "running"]
    if any(item.left_alone for item in under_way):
        return "A worker that took an item of it stopped; another takes it up within a minute."
    if under_way:
        return _AT_WORK
    queued = [item for item in items if item.status == "queued"]
    if not queued:
        _, _, provider = items[0].lane.partition(":")
        return (
            f"The provider “{provider}” takes no more just now."
            if provider
            else "So much of its workspace is under way that it waits for room."
        )
    return _why_not_taken(queued, living)


def _why_not_taken(queued: Sequence[Any], living: Sequence[Present]) -> str:
    """Of a run whose items stand in queues, and nobody has any."""
    for item in queued:
        if item.job is None:
            return "An item of it lost its place in the queue; a worker mends that in a minute."
        if not any(worker.takes(item.queue) for worker in living):
            return f"No worker takes the queue “{item.queue}”."
        if item.job == "todo" and not item.later:
            return f"It waits for its turn in the queue “{item.queue}”."
    if all(item.later for item in queued):
        return "What its items ask takes no more just now; they are tried again later."
    return "An item of it was taken from the queue and not begun."
