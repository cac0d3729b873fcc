"""Whether the logs of runs are whole."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_LOGS = text("""
    SELECT runs.id
    FROM runs LEFT JOIN (
        SELECT run, count(*) AS events, min(seq) AS first, max(seq) AS last
        FROM events GROUP BY run
    ) AS log ON log.run = runs.id
    WHERE log.first IS DISTINCT FROM 1 OR log.last IS DISTINCT FROM runs.last_seq
       OR log.events IS DISTINCT FROM runs.last_seq
    ORDER BY 1
""")


async def faults_of_logs(connection: AsyncConnection) -> list[str]:
    """One sentence for each run whose events do not count from 1 to its last without a gap."""
    return [f"The events of {run} have a gap." for run in await connection.scalars(_LOGS)]
