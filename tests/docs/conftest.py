"""A house for the pages' own commands and the samples."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.databases import database_of_its_own
from tests.support.served import Server
from tests.support.working import working_home


@pytest.fixture(scope="module")
async def working(
    database_server: str, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncGenerator[Server]:
    """One served house that works, for all tests of a module."""
    with database_of_its_own(database_server) as url:
        async with working_home(url, tmp_path_factory.mktemp("house"), calls="127.0.0.1") as server:
            yield server
