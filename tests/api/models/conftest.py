"""A house that may call a vendor on loopback."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

from headrace.testing.vendor import Vendor
from tests.support.served import Server
from tests.support.working import working_home

KEY = "sk-canary-5b1e9d7a42c8"


@pytest.fixture
def vendor() -> Generator[Vendor]:
    with Vendor(key=KEY) as vendor:
        yield vendor


@pytest.fixture
async def working(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[Server]:
    """A served house that does what it is asked, and may call loopback."""
    async with working_home(database_url, tmp_path, calls="127.0.0.1") as server:
        yield server
