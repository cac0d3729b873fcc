"""Fixtures of the unit tests."""

from collections.abc import AsyncGenerator, AsyncIterator, Generator

import pytest
from moto.server import ThreadedMotoServer

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


@pytest.fixture(scope="module")
def s3() -> Generator[str]:
    """The address of an S3 server that keeps nothing for long."""
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
