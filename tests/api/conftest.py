"""A served house for tests that speak HTTP."""

from collections.abc import AsyncGenerator
from pathlib import Path

import httpx2
import pytest

from tests.support.served import Server, home


@pytest.fixture
async def server(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[Server]:
    async with home(database_url, tmp_path) as server:
        yield server


@pytest.fixture
async def api(server: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A program with every scope."""
    async with server.client() as client:
        yield client


@pytest.fixture
async def nobody(server: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client without credentials."""
    async with server.nobody() as client:
        yield client
