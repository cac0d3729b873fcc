"""What a process and everything it started use, read from /proc."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1024 * 1024
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 0.1
_FORGET_PEAK = "5"


@dataclass(slots=True)
class Peak:
    """Megabytes: of the process itself, and what it and all it started have to themselves."""

    own: float = 0
    family: float = 0


def resident(pid: int) -> float:
    """Megabytes the process has in memory."""
    return _pages(pid)[0] * _PAGE / _MEGABYTE


def processor_seconds(pid: int) -> float:
    """Used so far by the process and everything it started that still runs."""
    return sum(_processor_seconds(one) for one in family(pid))


def family(pid: int) -> list[int]:
    """The process and all below it."""
    parents = _parents()
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


@asynccontextmanager
async def watched(pid: int) -> AsyncGenerator[Peak]:
    """The peak during the block, complete once it ends."""
    _forget_peak(pid)
    peak = Peak()
    sampling = asyncio.create_task(_sample(lambda: _note(peak, pid)))
    try:
        yield peak
    finally:
        sampling.cancel()
        _note(peak, pid)


def _forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text(_FORGET_PEAK)


async def _sample(note: Callable[[], None]) -> None:
    while True:
        note()
        await asyncio.sleep(_SAMPLE_SECONDS)


def _note(peak: Peak, pid: int) -> None:
    peak.own = max(peak.own, _highest(pid))
    # Shared pages would count once for each of PostgreSQL's processes.
    pages = (_pages(one) for one in family(pid))
    private = sum(all_pages - shared for all_pages, shared in pages)
    peak.family = max(peak.family, private * _PAGE / _MEGABYTE)


def _highest(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def _pages(pid: int) -> tuple[int, int]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return int(fields[1]), int(fields[2])
    return 0, 0


def _processor_seconds(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0


def _parents() -> dict[int, int]:
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return {pid: int(fields[1]) for pid in numbers if (fields := _stat(pid))}


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may itself hold spaces and brackets."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
