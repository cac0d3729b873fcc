"""What a measurement works with."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bench.caller import Caller
from bench.floor import TwoCores
from bench.pictures import Photographs
from bench.server import Running

Given = TypeVar("Given")
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True)
class Stage:
    server: Running
    caller: Caller
    scripts: TwoCores
    photographs: Photographs

    def script_rate(self, script: str, many: int = 60) -> float:
        """Pictures a second of a script on two cores, over so many photographs."""
        return self.scripts.rate(script, self.photographs.numbers(many))

    async def upload(self, many: int) -> list[str]:
        """Ids of so many new photographs."""
        return await some_at_once(4, self.caller.upload, self.photographs.fresh(many))


async def some_at_once(
    many: int, act: Callable[[Given], Awaitable[Got]], givens: Iterable[Given]
) -> list[Got]:
    """What `act` makes of each, with never more than so many under way."""
    waiting = iter(givens)
    got: list[Got] = []

    async def keep_going() -> None:
        got.extend([await act(given) for given in waiting])

    await asyncio.gather(*(keep_going() for _ in range(many)))
    return got
