"""Connections to PostgreSQL."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import orjson
from sqlalchemy import QueuePool
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from headrace.db.work import Work
from headrace.kernel.actor import Actor
from headrace.kernel.clock import utc_now


def _to_json(value: object) -> str:
    return orjson.dumps(value).decode()


class Database:
    """A pool of connections; hands out transactions as Work."""

    def __init__(self, url: str, *, size: int = 10) -> None:
        self.url = url
        self._most = 2 * size
        self._engine = create_async_engine(
            url,
            pool_size=size,
            max_overflow=size,
            json_serializer=_to_json,
            json_deserializer=orjson.loads,
        )

    @property
    def load(self) -> tuple[int, int]:
        """How many connections are in use, and how many there may be."""
        pool = self._engine.pool
        return (pool.checkedout() if isinstance(pool, QueuePool) else 0), self._most

    @asynccontextmanager
    async def work(self, actor: Actor) -> AsyncGenerator[Work]:
        """One transaction: committed when the block ends well, rolled back otherwise."""
        async with self._engine.begin() as connection:
            yield Work(actor, utc_now(), connection)

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """One transaction on behalf of nobody, for the house's own upkeep."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """Reads that all see one moment, however long they take."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    async def close(self) -> None:
        await self._engine.dispose()
