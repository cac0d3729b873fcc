"""Fixtures every test may use."""

from collections.abc import Generator

import pytest

from tests.support.databases import database_of_its_own, server_shared_by_workers


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def database_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Generator[str]:
    """The URL of the one PostgreSQL this test run uses."""
    base = tmp_path_factory.getbasetemp()
    # Each xdist worker has a folder of its own below the run's.
    folder = base if worker_id == "master" else base.parent
    with server_shared_by_workers(folder) as url:
        yield url


@pytest.fixture
def database_url(database_server: str) -> Generator[str]:
    """The URL of a migrated database that this test has for itself."""
    with database_of_its_own(database_server) as url:
        yield url


@pytest.fixture
def empty_database_url(database_server: str) -> Generator[str]:
    """The URL of a database nothing was ever put into."""
    with database_of_its_own(database_server, migrated=False) as url:
        yield url
