"""What is abandoned stops at once, and its place goes to the next."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from headrace.graph.values import Json
from headrace.media.limits import Limits
from headrace.media.pool import Pool
from tests.unit import pictures

pytestmark = pytest.mark.anyio

PICTURE = {"a": pictures.plain("red", 64, 64)}


def children() -> set[int]:
    """Processes started by this one."""
    processes = [path for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return {int(path.name) for path in processes if parent_of(path) == os.getpid()}


def parent_of(process: Path) -> int | None:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    return None


@pytest.fixture
async def others() -> set[int]:
    """Processes of other tests."""
    return children()


@pytest.fixture
async def pool(others: set[int]) -> AsyncIterator[Pool]:
    """One process, ready."""
    pool = Pool(1, Limits())
    await pool.ask({"call": "inspect"}, PICTURE)
    yield pool
    pool.close()


async def test_what_nobody_waits_for_any_more_is_ended_with_its_process(
    pool: Pool, others: set[int]
) -> None:
    (process,) = children() - others
    working = asyncio.create_task(pool.ask(long_work(), PICTURE))
    await asyncio.sleep(0.3)
    assert process in children()
    async with asyncio.timeout(2):
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
        assert process not in children()
    answer, _ = await pool.ask({"call": "inspect"}, PICTURE)
    assert answer["width"] == 64


async def test_who_waits_behind_it_is_served(pool: Pool) -> None:
    working = asyncio.create_task(pool.ask(long_work(), PICTURE))
    waiting = asyncio.create_task(pool.ask({"call": "inspect"}, PICTURE))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    working.cancel()
    answer, _ = await waiting
    assert answer["width"] == 64


async def test_work_that_is_waited_for_keeps_its_process(pool: Pool) -> None:
    before = children()
    await pool.ask({"call": "inspect"}, PICTURE)
    assert children() == before


def long_work() -> dict[str, Json]:
    """A large picture blurred again and again."""
    nodes: list[Json] = [{"blob": 0}]
    size = {"width": 4096, "height": 4096, "mode": "stretch"}
    nodes.append({"operation": "resize", "settings": size, "sources": [0]})
    for number in range(1, 40):
        settings = {"strength": 20}
        nodes.append({"operation": "blur", "settings": settings, "sources": [number]})
    outputs = [{"node": 40, "format": "png", "quality": 80}]
    return {"call": "render", "nodes": nodes, "outputs": outputs}


async def test_when_all_who_work_and_wait_give_up_at_once_the_next_is_served(pool: Pool) -> None:
    given_up = [asyncio.create_task(pool.ask(long_work(), PICTURE)) for _ in range(4)]
    await asyncio.sleep(0.3)
    for task in given_up:
        task.cancel()
    await asyncio.gather(*given_up, return_exceptions=True)
    async with asyncio.timeout(30):
        answer, _ = await pool.ask({"call": "inspect"}, PICTURE)
    assert answer["width"] == 64
