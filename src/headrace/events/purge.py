"""Forget the log of runs that are forgotten themselves."""

from collections.abc import Collection

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.events.tables import events


async def purge_events(connection: AsyncConnection, runs: Collection[str]) -> None:
    await connection.execute(delete(events).where(events.c.run.in_(runs)))
