"""A working house, and somebody in it."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from headrace.upkeep.premises import Premises
from tests.support.served import Server
from tests.support.working import Person, working_home


@pytest.fixture
async def working(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[Server]:
    async with working_home(database_url, tmp_path) as server:
        yield server


@pytest.fixture
async def someone(working: Server) -> AsyncGenerator[Person]:
    async with working.client() as client:
        yield Person(client)


@pytest.fixture
def premises(working: Server, tmp_path: Path) -> Premises:
    return Premises(working.house.database, working.house.blobs, tmp_path)
