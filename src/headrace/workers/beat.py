"""Say that a worker lives."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.workers.model import Attendance

# The database's clock on both sides: those of several machines never agree.
_BEAT = text("""
    INSERT INTO workers (id, host, pid, queues, started_at, beat_at)
    VALUES (:id, :host, :pid, :queues, now(), now())
    ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at
""")


async def beat(connection: AsyncConnection, worker: Attendance) -> None:
    """The first beat announces the worker; from then on every few seconds."""
    await connection.execute(
        _BEAT,
        {
            "id": worker.id,
            "host": worker.host,
            "pid": worker.pid,
            "queues": list(worker.queues),
        },
    )
