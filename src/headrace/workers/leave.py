"""Say that a worker ends, and forget those that ended without saying so."""

from datetime import timedelta

from sqlalchemy import delete, func
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.workers.model import Attendance
from headrace.workers.tables import workers

_REMEMBERED = timedelta(days=1)


async def leave(connection: AsyncConnection, worker: Attendance) -> None:
    await connection.execute(delete(workers).where(workers.c.id == worker.id))


async def forget_the_dead(connection: AsyncConnection) -> None:
    """Removes workers that have been silent for a day."""
    await connection.execute(delete(workers).where(workers.c.beat_at < func.now() - _REMEMBERED))
