"""Forget runs that ended long ago, with their steps, passes and events; the ledger stays."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.events.purge import purge_events
from headrace.runs.model import TERMINAL
from headrace.runs.tables import passes, runs, steps

_AT_ONCE = 500


async def purge(connection: AsyncConnection, ended_before: datetime) -> int:
    """Removes some hundreds of them, of every workspace, and says how many; 0 when none is left."""
    old = list(
        await connection.scalars(
            select(runs.c.id)
            .where(runs.c.status.in_(TERMINAL), runs.c.finished_at < ended_before)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    if old:
        await connection.execute(delete(steps).where(steps.c.run.in_(old)))
        await connection.execute(delete(passes).where(passes.c.run.in_(old)))
        await purge_events(connection, old)
        await connection.execute(delete(runs).where(runs.c.id.in_(old)))
    return len(old)
