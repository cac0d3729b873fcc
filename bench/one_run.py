"""One picture after the other: upload, run, fetch."""

import statistics
import time

from bench.floor import seconds
from bench.rows import row
from bench.stage import Stage

_ROUNDS = 30
_TO_WARM_UP = 5


async def measure(stage: Stage) -> None:
    for data in stage.photographs.fresh(_TO_WARM_UP):
        await stage.caller.card(data)
    taken: list[float] = []
    scripts: dict[str, list[float]] = {"Pillow": [], "pyvips": []}
    for data in stage.photographs.fresh(_ROUNDS):
        start = time.perf_counter()
        await stage.caller.card(data)
        taken.append(time.perf_counter() - start)
        for script, found in scripts.items():
            found.append(seconds(script, data))
    run = statistics.median(taken) * 1000
    for script, found in scripts.items():
        most = 1.6 if script == "Pillow" else None
        floor = (script, statistics.median(found) * 1000)
        row("one run, upload to bytes back", run, "ms", floor=floor, most=most)
