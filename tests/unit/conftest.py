"""Parts that many unit tests stand on."""

from collections.abc import AsyncGenerator

import pytest

from headrace.db.engine import Database


@pytest.fixture
async def database(database_url: str, anyio_backend: str) -> AsyncGenerator[Database]:
    database = Database(database_url)
    yield database
    await database.close()
