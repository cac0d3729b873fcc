"""Many photographs in one run, and what that takes of memory beyond a few."""

import time

from bench.processes import Peak, watched
from bench.rows import row
from bench.stage import Stage

_FEW, _MANY = 10, 500
_MOST_MEGABYTES = 150


async def measure(stage: Stage) -> None:
    few, _ = await _run(stage, await stage.upload(_FEW))
    assets = await stage.upload(_MANY)
    before = stage.script_rate("Pillow")
    many, took = await _run(stage, assets)
    floor = (before + stage.script_rate("Pillow")) / 2
    row(f"{_MANY} pictures in one run", _MANY / took, "/s", floor=("two Pillows", floor), least=0.8)
    row(f"  peak memory of the server with {_MANY}", many.own, "MB")
    row(f"  more than with {_FEW}", many.own - few.own, "MB", most=_MOST_MEGABYTES)
    row("  more, in all its processes", many.family - few.family, "MB", most=_MOST_MEGABYTES)


async def _run(stage: Stage, assets: list[str]) -> tuple[Peak, float]:
    start = time.perf_counter()
    async with watched(stage.server.pid) as peak:
        results = await stage.caller.run("cards", {"photo": assets})
    took = time.perf_counter() - start
    if len(results["card"]) != len(assets):
        raise RuntimeError(f"{len(assets)} photographs made {len(results['card'])} cards")
    return peak, took
