"""Several programs at once, each uploading, running and fetching one after the other."""

import time

from bench.rows import row
from bench.stage import Stage, some_at_once

_PICTURES = 120
_CLIENTS = 8


async def measure(stage: Stage) -> None:
    before = stage.script_rate("Pillow")
    start = time.perf_counter()
    await some_at_once(_CLIENTS, stage.caller.card, stage.photographs.fresh(_PICTURES))
    rate = _PICTURES / (time.perf_counter() - start)
    floor = (before + stage.script_rate("Pillow")) / 2
    row(
        f"{_PICTURES} × upload, run, fetch; {_CLIENTS} clients",
        rate, "/s", floor=("two Pillows", floor), least=0.7,
    )  # fmt: skip
