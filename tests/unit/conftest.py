"""Fixtures of the unit tests."""

from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from headrace.db.engine import Database
from tests.support.darkroom import Darkroom


@pytest.fixture(scope="session")
async def darkroom(anyio_backend: str) -> AsyncIterator[Darkroom]:
    """One sandboxed process, shared: starting it is the slow part."""
    room = Darkroom()
    yield room
    await room.studio.close()


@pytest.fixture
async def database(database_url: str, anyio_backend: str) -> AsyncGenerator[Database]:
    """A migrated database of the test's own."""
    database = Database(database_url)
    yield database
    await database.close()
