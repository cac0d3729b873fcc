"""Which workers live."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.workers.model import Present
from headrace.workers.tables import workers

SILENCE = timedelta(seconds=15)
"""After which a worker counts as dead."""

_ALIVE = (
    select(
        workers.c.id,
        workers.c.host,
        workers.c.pid,
        workers.c.queues,
        workers.c.started_at,
        workers.c.beat_at,
    )
    .where(workers.c.beat_at > func.now() - SILENCE)
    .order_by(workers.c.started_at, workers.c.id)
)


async def alive(connection: AsyncConnection) -> list[Present]:
    """Those that beat lately, the eldest first."""
    return [Present(*row) for row in await connection.execute(_ALIVE)]


async def is_eldest(connection: AsyncConnection, worker: str) -> bool:
    """Whether this worker does what only one of them should."""
    first = (await connection.execute(_ALIVE.limit(1))).first()
    return first is not None and first.id == worker
