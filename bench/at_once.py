"""Many runs submitted in the same moment; their photographs were uploaded before."""

import asyncio
import time

from bench.rows import row
from bench.stage import Stage

_RUNS = 200


async def measure(stage: Stage) -> None:
    assets = await stage.upload(_RUNS)
    before = stage.script_rate("Pillow")
    start = time.perf_counter()
    await asyncio.gather(*(stage.caller.run("card", {"photo": asset}) for asset in assets))
    rate = _RUNS / (time.perf_counter() - start)
    floor = (before + stage.script_rate("Pillow")) / 2
    row(f"{_RUNS} runs at once", rate, "/s", floor=("two Pillows", floor), least=0.8)
