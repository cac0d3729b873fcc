"""How much work there is."""

from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_RUNS = text("SELECT status, count(*) FROM runs GROUP BY status")
# Each part is what a partial index holds; asked at once, none would be used.
_ITEMS = text("""
    SELECT status, count(*) AS items, extract(epoch FROM now() - min(ready_at))::float AS oldest
    FROM passes WHERE status = 'ready' GROUP BY status
    UNION ALL
    SELECT status, count(*), extract(epoch FROM now() - min(ready_at))::float
    FROM passes WHERE status IN ('queued', 'running') GROUP BY status
    UNION ALL
    SELECT status, count(*), NULL FROM passes WHERE status = 'waiting' GROUP BY status
""")
_JOBS = text("""
    SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2
""")


@dataclass(slots=True)
class Depth:
    """Runs and items by status, jobs by queue and status.

    `oldest_ready` is for how many seconds something could have been begun.
    """

    runs: dict[str, int] = field(default_factory=dict[str, int])
    items: dict[str, int] = field(default_factory=dict[str, int])
    jobs: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    oldest_ready: float = 0.0


async def depth(connection: AsyncConnection) -> Depth:
    """Of all workspaces together."""
    found = Depth()
    for status, number in await connection.execute(_RUNS):
        found.runs[status] = number
    for status, number, oldest in await connection.execute(_ITEMS):
        found.items[status] = number
        if status in ("ready", "queued"):
            found.oldest_ready = max(found.oldest_ready, oldest or 0.0)
    for queue, status, number in await connection.execute(_JOBS):
        found.jobs[queue, status] = number
    return found
