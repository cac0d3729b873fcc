"""Runs that stand still are found, each with its reason."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from headrace.runs.stuck import Stuck, stuck_runs
from headrace.upkeep.examine import examine
from headrace.upkeep.premises import Premises
from headrace.workers.beat import beat
from headrace.workers.model import Attendance
from tests.support.served import Server, home
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)
SHOUT = text_flow(
    [{"id": "words", "type": "text"}, {"id": "loud", "type": "text.case"}],
    ["words.text > loud.text"],
    "loud.text",
    {"words": "words.text"},
)


@pytest.fixture
async def idle(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[Server]:
    """A served house in which nobody works."""
    async with home(database_url, tmp_path) as server:
        yield server


@pytest.fixture
async def run(idle: Server) -> str:
    """A run that was asked for two minutes ago."""
    async with idle.client() as client:
        flow = await Person(client).publishes(SHOUT)
        asked = await client.post(f"/v1/flows/{flow['id']}/runs", json={"inputs": {"words": "a"}})
    await do(idle, "UPDATE events SET at = at - interval '2 minutes'")
    return asked.json()["id"]


async def do(server: Server, statement: str) -> None:
    async with server.house.database.connection() as connection:
        await connection.execute(text(statement))


async def stuck(server: Server, unmoved: timedelta = MINUTE) -> list[Stuck]:
    async with server.house.database.connection() as connection:
        return await stuck_runs(connection, unmoved)


async def reason(server: Server) -> str:
    (found,) = await stuck(server)
    return found.reason


async def someone_works(server: Server, *queues: str) -> None:
    async with server.house.database.connection() as connection:
        await beat(connection, Attendance(queues))


async def test_a_run_that_moved_lately_is_not_stuck(idle: Server, run: str) -> None:
    assert [found.run for found in await stuck(idle)] == [run]
    assert await stuck(idle, timedelta(minutes=3)) == []


async def test_a_run_that_has_ended_is_not_stuck(idle: Server, run: str) -> None:
    await do(idle, "UPDATE runs SET status = 'failed'")
    assert await stuck(idle) == []


async def test_nobody_works(idle: Server, run: str) -> None:
    assert "No worker is alive" in await reason(idle)


async def test_a_person_is_waited_for(idle: Server, run: str) -> None:
    await do(idle, "UPDATE runs SET status = 'waiting'")
    assert "waits for a person" in await reason(idle)


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ("SELECT 1", "waits for its turn"),
        ("UPDATE passes SET status = 'ready'", "waits for room"),
        ("UPDATE passes SET status = 'ready', lane = 'models:home'", "provider “home” takes no"),
        ("UPDATE procrastinate_jobs SET queue_name = 'gpu'", "No worker takes the queue “gpu”"),
        (
            "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'",
            "are tried again later",
        ),
        ("UPDATE procrastinate_jobs SET status = 'doing'", "taken from the queue and not begun"),
        ("DELETE FROM procrastinate_jobs", "lost its place in the queue"),
        (
            "UPDATE passes SET status = 'running', heartbeat_at = now() - interval '5 minutes'",
            "took an item of it stopped",
        ),
        (
            "UPDATE passes SET status = 'running', heartbeat_at = now()",
            "A living worker is still at an item",
        ),
        ("UPDATE passes SET status = 'blocked'", "a mistake of Headrace"),
    ],
)
async def test_the_reason_is_told(idle: Server, run: str, happened: str, said: str) -> None:
    await someone_works(idle, "local")
    await do(idle, happened)
    assert said in await reason(idle)


async def test_what_is_not_well_is_found(idle: Server, run: str, tmp_path: Path) -> None:
    premises = Premises(idle.house.database, idle.house.blobs, tmp_path)

    async def wrong() -> list[str]:
        return [found.about for found in await examine(premises, MINUTE) if not found.well]

    assert await wrong() == ["workers", "runs"]
    await someone_works(idle, "gpu")
    assert await wrong() == ["queues", "runs"]
    await someone_works(idle)
    assert await wrong() == ["runs"]
    await do(idle, "UPDATE runs SET status = 'waiting'")
    assert await wrong() == []
