"""Credits are held, captured once, released, and never spent twice."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from headrace.credits.capture import capture
from headrace.credits.find import balance, entries
from headrace.credits.grant import grant
from headrace.credits.hold import hold
from headrace.credits.model import Balance
from headrace.credits.release import release
from headrace.db.engine import Database
from headrace.kernel.actor import Actor
from headrace.kernel.errors import NoCredits
from tests.support.people import new_workspace

pytestmark = pytest.mark.anyio


async def workspace_with(database: Database, credits: int) -> Actor:
    boss = await new_workspace(database)
    async with database.work(boss) as work:
        await grant(work, credits)
    return boss


async def balance_of(database: Database, actor: Actor) -> Balance:
    async with database.work(actor) as work:
        return await balance(work)


async def test_a_new_workspace_has_nothing(database: Database) -> None:
    boss = await new_workspace(database)
    assert await balance_of(database, boss) == Balance(available=0, held=0, spent=0)


async def test_a_run_holds_captures_and_releases(database: Database) -> None:
    boss = await workspace_with(database, 100)
    async with database.work(boss) as work:
        await hold(work, "run_1", 30)
        assert await balance(work) == Balance(available=70, held=30, spent=0)
        assert await capture(work, "run_1", "draw:0", 12)
        assert await release(work, "run_1") == 18
        assert await balance(work) == Balance(available=88, held=0, spent=12)
        kinds = [(entry.kind, entry.amount) for entry in await entries(work, limit=10)]
    assert sorted(kinds) == [("capture", 12), ("grant", 100), ("hold", 30), ("release", 18)]


async def test_a_step_is_captured_once(database: Database) -> None:
    boss = await workspace_with(database, 100)
    async with database.work(boss) as work:
        await hold(work, "run_1", 30)
        assert await capture(work, "run_1", "draw:0", 10)
        assert not await capture(work, "run_1", "draw:0", 10)
        assert await capture(work, "run_1", "draw:1", 10)
        assert await balance(work) == Balance(available=70, held=10, spent=20)


async def test_a_hold_is_released_once(database: Database) -> None:
    boss = await workspace_with(database, 100)
    async with database.work(boss) as work:
        await hold(work, "run_1", 30)
        assert await release(work, "run_1") == 30
        assert await release(work, "run_1") == 0
        assert await balance(work) == Balance(available=100, held=0, spent=0)


async def test_more_than_there_is_cannot_be_held(database: Database) -> None:
    boss = await workspace_with(database, 10)
    with pytest.raises(NoCredits) as refusal:
        async with database.work(boss) as work:
            await hold(work, "run_1", 11)
    assert refusal.value.code == "credits.not_enough"
    async with database.work(boss) as work:
        await hold(work, "run_1", 10)
    assert await balance_of(database, boss) == Balance(available=0, held=10, spent=0)


async def test_more_than_was_held_cannot_be_captured(database: Database) -> None:
    boss = await workspace_with(database, 100)
    async with database.work(boss) as work:
        await hold(work, "run_1", 10)
    with pytest.raises(IntegrityError):
        async with database.work(boss) as work:
            await capture(work, "run_1", "draw:0", 11)
    with pytest.raises(RuntimeError):
        async with database.work(boss) as work:
            await capture(work, "run_2", "draw:0", 1)
    assert await balance_of(database, boss) == Balance(available=90, held=10, spent=0)


async def test_another_workspace_cannot_touch_a_hold(database: Database) -> None:
    boss, stranger = await workspace_with(database, 100), await workspace_with(database, 100)
    async with database.work(boss) as work:
        await hold(work, "run_1", 10)
    async with database.work(stranger) as work:
        assert await release(work, "run_1") == 0
    with pytest.raises(RuntimeError):
        async with database.work(stranger) as work:
            await capture(work, "run_1", "draw:0", 10)
    assert await balance_of(database, boss) == Balance(available=90, held=10, spent=0)


async def test_nothing_costs_nothing_and_leaves_no_entry(database: Database) -> None:
    boss = await new_workspace(database)
    async with database.work(boss) as work:
        await hold(work, "run_1", 0)
        assert not await capture(work, "run_1", "draw:0", 0)
        assert await release(work, "run_1") == 0
        assert await entries(work, limit=10) == []


@pytest.mark.parametrize("amount", [-1, -(2**40)])
async def test_negative_amounts_are_refused(database: Database, amount: int) -> None:
    boss = await workspace_with(database, 100)
    async with database.work(boss) as work:
        with pytest.raises(ValueError, match="positive"):
            await grant(work, amount)
        with pytest.raises(ValueError, match="negative"):
            await hold(work, "run_1", amount)
        with pytest.raises(ValueError, match="negative"):
            await capture(work, "run_1", "draw:0", amount)


async def test_a_failed_transaction_moves_no_credits(database: Database) -> None:
    boss = await workspace_with(database, 100)

    async def hold_and_fail() -> None:
        async with database.work(boss) as work:
            await hold(work, "run_1", 40)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await hold_and_fail()
    assert await balance_of(database, boss) == Balance(available=100, held=0, spent=0)


async def test_many_at_the_last_credits_get_exactly_what_is_there(database: Database) -> None:
    boss = await workspace_with(database, 10)

    async def spend(number: int) -> bool:
        try:
            async with database.work(boss) as work:
                await hold(work, f"run_{number}", 1)
                await capture(work, f"run_{number}", "draw:0", 1)
        except NoCredits:
            return False
        return True

    spent = await asyncio.gather(*(spend(number) for number in range(64)))
    assert sum(spent) == 10
    assert await balance_of(database, boss) == Balance(available=0, held=0, spent=10)
