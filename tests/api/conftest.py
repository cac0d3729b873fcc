"""A served house for tests that speak HTTP."""

import base64
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx2
import pytest

from tests.support.pictures import picture
from tests.support.served import Server, home
from tests.support.working import working_home


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


@pytest.fixture
async def working(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[Server]:
    """A served house that does what it is asked."""
    async with working_home(database_url, tmp_path) as server:
        yield server


@pytest.fixture
async def workshop(working: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A program with every scope, in a house that works."""
    async with working.client() as client:
        yield client


@pytest.fixture
async def runner(working: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A program that may only run."""
    async with working.client("run") as client:
        yield client


@pytest.fixture
async def foreigner(working: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A program of another workspace of the same house."""
    async with working.stranger() as client:
        yield client


@pytest.fixture
def picture_url() -> str:
    """A picture as a `data:` URL."""
    return f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
