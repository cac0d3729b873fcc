"""`make bench`: prints what was measured, beside the floor, with the ratio that counts.

`python -m bench NAME …` measures only what is named.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from bench import again, at_once, at_rest, chains, clients, one_list, one_run
from bench.caller import calling
from bench.documents import card, cards
from bench.floor import TwoCores
from bench.pictures import Photographs
from bench.rows import heading
from bench.server import Running, running
from bench.stage import Stage

MEASUREMENTS: dict[str, Callable[[Stage], Awaitable[None]]] = {
    "rest": at_rest.measure,
    "run": one_run.measure,
    "again": again.measure,
    "chains": chains.measure,
    "clients": clients.measure,
    "at-once": at_once.measure,
    "list": one_list.measure,
}


async def _measure(server: Running, scripts: TwoCores, names: list[str]) -> None:
    async with calling(server) as caller:
        await caller.publish(card())
        await caller.publish(cards())
        stage = Stage(server, caller, scripts, Photographs())
        for name in names:
            await MEASUREMENTS[name](stage)


def main() -> None:
    names = sys.argv[1:] or list(MEASUREMENTS)
    if unknown := set(names) - set(MEASUREMENTS):
        sys.exit(f"No such measurement: {', '.join(unknown)}. Choose of {', '.join(MEASUREMENTS)}.")
    heading()
    with TwoCores() as scripts, running() as server:
        asyncio.run(_measure(server, scripts, names))


if __name__ == "__main__":
    main()
