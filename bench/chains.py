"""Long chains of steps that do next to nothing: what the engine itself costs per step."""

import statistics
import time
from itertools import count

from bench.documents import chain
from bench.rows import row
from bench.stage import Stage

_LENGTHS = (1, 3, 10, 50, 200, 1000)
_ROUNDS = {1: 25, 3: 25, 10: 25, 50: 25, 200: 15, 1000: 9}
_MOST_PER_STEP = 0.5
_MOST_GROWTH = 1.3


async def measure(stage: Stage) -> None:
    slugs = {length: await stage.caller.publish(chain(length)) for length in _LENGTHS}
    taken: dict[int, list[float]] = {length: [] for length in _LENGTHS}
    plain: dict[int, list[float]] = {length: [] for length in _LENGTHS}
    numbers = count()
    for number in range(1 + max(_ROUNDS.values())):
        for length in [length for length in _LENGTHS if number <= _ROUNDS[length]]:
            text = f"Text {next(numbers)}"
            run, script = await _run(stage, slugs[length], text), _script(length, text)
            if number:
                taken[length].append(run)
                plain[length].append(script)
    medians = {length: statistics.median(found) * 1000 for length, found in taken.items()}
    for length in _LENGTHS:
        floor = ("Python", statistics.median(plain[length]) * 1000)
        row(f"a chain of {length} steps", medians[length], "ms", floor=floor)
        if length > 1:
            row("  each beyond the first", _each(medians, length), "ms", most=_MOST_PER_STEP)
    short, long = medians[50] / 50, medians[1000] / 1000
    row("a step of 1000 beside one of 50", long, "ms", floor=("of 50", short), most=_MOST_GROWTH)
    floor = ("of 50", _each(medians, 50))
    row("  beyond the first", _each(medians, 1000), "ms", floor=floor)


def _each(medians: dict[int, float], length: int) -> float:
    return (medians[length] - medians[1]) / (length - 1)


async def _run(stage: Stage, slug: str, text: str) -> float:
    start = time.perf_counter()
    await stage.caller.run(slug, {"text": text})
    return time.perf_counter() - start


def _script(length: int, text: str) -> float:
    start = time.perf_counter()
    for number in range(length):
        text = text.lower() if number % 2 else text.upper()
    return time.perf_counter() - start
