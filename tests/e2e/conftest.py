"""A served house with a worker, and people who visit it with a real browser."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from headrace.entrypoints.first_start import bring_in_samples
from headrace.kernel.actor import Actor
from tests.e2e.browser import chromium
from tests.e2e.visitor import EXAMPLES, Visitor, visiting
from tests.support.databases import database_of_its_own
from tests.support.pictures import picture
from tests.support.served import Server
from tests.support.working import working_home

PATIENCE_MS = 15_000
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
async def house(
    database_server: str, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncGenerator[Server]:
    """One served house that works, for all stories; they meet in different workspaces."""
    with database_of_its_own(database_server) as url:
        async with working_home(url, tmp_path_factory.mktemp("house")) as server:
            yield server


@pytest.fixture(scope="session")
async def browser(
    tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncGenerator[Browser]:
    async with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="session")
async def stocked(house: Server) -> Actor:
    """The owner of a workspace with every sample, as after a first start; only to be looked at."""
    await bring_in_samples(house.house, house.boss, sorted(EXAMPLES.glob("*.json"), reverse=True))
    return house.boss


@pytest.fixture
async def newcomer(house: Server, browser: Browser, stocked: Actor) -> AsyncGenerator[Visitor]:
    """Somebody who has not signed in yet, to the workspace with every sample."""
    async with visiting(house, browser, stocked) as visitor:
        yield visitor


@pytest.fixture
async def visitor(house: Server, browser: Browser) -> AsyncGenerator[Visitor]:
    """Somebody signed in at a desk, in an empty workspace."""
    async with visiting(house, browser, viewport={"width": 1280, "height": 860}) as visitor:
        await visitor.signs_in()
        yield visitor


@pytest.fixture
async def phone(house: Server, browser: Browser) -> AsyncGenerator[Visitor]:
    """Somebody signed in on a phone, in an empty workspace."""
    async with visiting(house, browser, **PHONE) as visitor:
        await visitor.signs_in()
        yield visitor


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph on the visitor's machine."""
    path = tmp_path / "my mug.jpg"
    path.write_bytes(picture(1600, 1200, "JPEG"))
    return path
