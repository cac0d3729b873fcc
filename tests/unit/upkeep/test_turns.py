"""One worker of several keeps house."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text

from headrace.entrypoints.worker.run import Worker
from headrace.entrypoints.worker.upkeep import sweep_if_eldest
from headrace.house import House
from headrace.upkeep.turn import keep_sweeps_away
from headrace.workers.beat import beat
from headrace.workers.find import alive
from headrace.workers.leave import forget_the_dead, leave
from headrace.workers.model import Attendance
from tests.support.served import house_on

pytestmark = pytest.mark.anyio

ELDER, YOUNGER = Attendance(["local"]), Attendance(["models"])


@pytest.fixture
async def house(database_url: str, tmp_path: Path, anyio_backend: str) -> AsyncGenerator[House]:
    async with house_on(database_url, tmp_path) as house:
        yield house


async def present(house: House) -> list[str]:
    async with house.database.connection() as connection:
        return [worker.id for worker in await alive(connection)]


async def says_alive(house: House, *workers: Attendance) -> None:
    for worker in workers:
        async with house.database.connection() as connection:
            await beat(connection, worker)


async def falls_silent(house: House, worker: Attendance, hours: float) -> None:
    async with house.database.connection() as connection:
        await connection.execute(
            text("UPDATE workers SET beat_at = now() - make_interval(secs => :s) WHERE id = :id"),
            {"id": worker.id, "s": hours * 3600},
        )


async def test_a_worker_is_present_from_its_start_to_its_end(house: House) -> None:
    worker = Worker(house, concurrency=1)
    await worker.start()
    async with house.database.connection() as connection:
        (seen,) = await alive(connection)
    assert (seen.queues, seen.pid > 0, seen.host != "") == ([], True, True)
    assert seen.takes("local")
    await worker.close()
    assert await present(house) == []


async def test_who_falls_silent_is_not_alive_and_forgotten_after_a_day(house: House) -> None:
    await says_alive(house, ELDER, YOUNGER)
    await falls_silent(house, ELDER, 1)
    assert await present(house) == [YOUNGER.id]
    await says_alive(house, ELDER)
    assert await present(house) == [ELDER.id, YOUNGER.id]
    await falls_silent(house, ELDER, 25)
    async with house.database.connection() as connection:
        await forget_the_dead(connection)
        assert await connection.scalar(text("SELECT count(*) FROM workers")) == 1


async def test_only_the_eldest_sweeps_and_the_next_when_it_is_gone(house: House) -> None:
    await says_alive(house, ELDER, YOUNGER)
    assert await sweep_if_eldest(house, ELDER.id)
    assert not await sweep_if_eldest(house, YOUNGER.id)
    async with house.database.connection() as connection:
        await leave(connection, ELDER)
    assert not await sweep_if_eldest(house, ELDER.id)
    assert await sweep_if_eldest(house, YOUNGER.id)


async def test_a_turn_that_cannot_be_taken_does_not_end_the_turns(house: House) -> None:
    await says_alive(house, ELDER)
    async with house.database.connection() as backup:
        await keep_sweeps_away(backup)
        assert await sweep_if_eldest(house, ELDER.id)
    assert await sweep_if_eldest(house, ELDER.id)
