"""How much work there is."""

from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_RUNS = text("SELECT status, count(*) FROM runs GROUP BY status")
_ITEMS = text("""
    SELECT status, count(*), extract(epoch FROM max(now() - ready_at))::float
    FROM passes WHERE status IN ('ready', 'running') GROUP BY status
""")
_JOBS = text("""
    SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2
""")


@dataclass(slots=True)
class Depth:
    """Runs and items by status, jobs by queue and status; seconds the oldest ready item waits."""

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
        if status == "ready":
            found.oldest_ready = oldest or 0.0
    for queue, status, number in await connection.execute(_JOBS):
        found.jobs[queue, status] = number
    return found
