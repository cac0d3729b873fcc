"""Which blobs runs under way need.

A run that has ended needs none of its own: what it made are assets, and live as long as these.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.runs.model import TERMINAL

_BLOBS = text("""
    SELECT DISTINCT found[1]
    FROM (
        SELECT plan::text AS words FROM runs WHERE status <> ALL(:ended)
        UNION ALL
        SELECT outputs::text FROM steps JOIN runs ON runs.id = steps.run
        WHERE runs.status <> ALL(:ended)
    ) AS written, regexp_matches(words, '"blob" ?: ?"([0-9a-f]{64})"', 'g') AS found
""")


async def blobs_of_runs(connection: AsyncConnection) -> set[str]:
    """In the plans of runs that have not ended, and in what their steps gave so far."""
    return set(await connection.scalars(_BLOBS, {"ended": sorted(TERMINAL)}))
