"""Whatever is done in whatever order, the ledger agrees with a few lines of arithmetic."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headrace.credits.capture import capture
from headrace.credits.find import balance, entries
from headrace.credits.grant import grant
from headrace.credits.hold import hold
from headrace.credits.model import Balance, Entry
from headrace.credits.release import release
from headrace.db.engine import Database
from headrace.db.work import Work
from headrace.kernel.errors import NoCredits
from tests.support.people import new_workspace

RUNS = st.sampled_from(["run_1", "run_2", "run_3"])
AMOUNTS = st.integers(0, 60)
ACTIONS = st.one_of(
    st.tuples(st.just("grant"), st.integers(1, 100)),
    st.tuples(st.just("hold"), RUNS, AMOUNTS),
    st.tuples(st.just("capture"), RUNS, st.sampled_from(["a", "b"]), AMOUNTS),
    st.tuples(st.just("release"), RUNS),
)
Action = tuple[Any, ...]


@dataclass
class Model:
    available: int = 0
    spent: int = 0
    holds: dict[str, int] = field(default_factory=dict[str, int])
    captured: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def balance(self) -> Balance:
        return Balance(available=self.available, held=sum(self.holds.values()), spent=self.spent)


async def grant_both(work: Work, model: Model, amount: int) -> None:
    await grant(work, amount)
    model.available += amount


async def hold_both(work: Work, model: Model, run: str, amount: int) -> None:
    try:
        await hold(work, run, amount)
    except NoCredits:
        assert amount > model.available
        return
    assert amount <= model.available
    model.available -= amount
    model.holds[run] = model.holds.get(run, 0) + amount


async def capture_both(work: Work, model: Model, run: str, step: str, amount: int) -> None:
    amount = min(amount, model.holds.get(run, 0))
    expected = amount > 0 and (run, step) not in model.captured
    assert await capture(work, run, step, amount) == expected
    if expected:
        model.captured.add((run, step))
        model.holds[run] -= amount
        model.spent += amount


async def release_both(work: Work, model: Model, run: str) -> None:
    held = model.holds.pop(run, 0)
    assert await release(work, run) == held
    model.available += held


VERBS: dict[str, Callable[..., Awaitable[None]]] = {
    "grant": grant_both,
    "hold": hold_both,
    "capture": capture_both,
    "release": release_both,
}


def sums(ledger: list[Entry]) -> Balance:
    total = dict.fromkeys(("grant", "hold", "capture", "release"), 0)
    for entry in ledger:
        total[entry.kind] += entry.amount
    return Balance(
        available=total["grant"] - total["hold"] + total["release"],
        held=total["hold"] - total["capture"] - total["release"],
        spent=total["capture"],
    )


async def play(url: str, actions: list[Action]) -> None:
    database = Database(url, size=1)
    try:
        boss = await new_workspace(database)
        model = Model()
        async with database.work(boss) as work:
            for verb, *arguments in actions:
                await VERBS[verb](work, model, *arguments)
                assert await balance(work) == model.balance()
            assert sums(await entries(work, limit=1000)) == model.balance()
            raise NothingIsKept
    except NothingIsKept:
        pass
    finally:
        await database.close()


class NothingIsKept(Exception):
    """Ends an example, so that the next one meets runs of the same names as new."""


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ACTIONS, max_size=25))
def test_the_ledger_agrees_with_arithmetic(database_url: str, actions: list[Action]) -> None:
    asyncio.run(play(database_url, actions))
