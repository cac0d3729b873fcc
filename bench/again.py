"""The same photograph a second time: what was made before need not be made again."""

import statistics
import time

from bench.floor import seconds
from bench.rows import row
from bench.stage import Stage

_ROUNDS = 20
_MOST_MILLISECONDS = 15


async def measure(stage: Stage) -> None:
    first, second, script = list[float](), list[float](), list[float]()
    for data in stage.photographs.fresh(_ROUNDS):
        asset = await stage.caller.upload(data)
        first.append(await _run(stage, asset))
        second.append(await _run(stage, asset))
        script.append(seconds("Pillow", data))
    floor = ("Pillow", statistics.median(script) * 1000)
    row("a run of a new photograph", statistics.median(first) * 1000, "ms", floor=floor)
    again = statistics.median(second) * 1000
    row("the same run again", again, "ms", most=_MOST_MILLISECONDS)


async def _run(stage: Stage, asset: str) -> float:
    start = time.perf_counter()
    await stage.caller.run("card", {"photo": asset})
    return time.perf_counter() - start
