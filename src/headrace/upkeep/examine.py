"""Whether a house is well: what can be seen of it from beside."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.blobs import Blobs
from headrace.kernel.errors import HeadraceError
from headrace.runs.depth import Depth, depth
from headrace.runs.stuck import Stuck, stuck_runs
from headrace.upkeep.premises import Premises
from headrace.workers.find import alive
from headrace.workers.model import Present

LITTLE_SPACE = 1024**3
"""Bytes below which a disk counts as nearly full."""
_PROBE = b"Headrace doctor"
_SERVER = text("""
    SELECT current_setting('server_version') AS version,
           pg_database_size(current_database()) AS bytes
""")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words."""

    well: bool
    about: str
    words: str


async def examine(premises: Premises, unmoved: timedelta) -> list[Finding]:
    """Everything that was looked at, whether well or not. Never raises for what is not well."""
    findings = await _database(premises, unmoved)
    findings.append(await _files(premises.blobs))
    findings.append(_disk(premises))
    return findings


async def _database(premises: Premises, unmoved: timedelta) -> list[Finding]:
    try:
        async with premises.database.connection() as connection:
            return await _inside(connection, unmoved)
    except (SQLAlchemyError, OSError) as error:
        said = str(error).splitlines()[0]
        return [Finding(False, "database", f"It cannot be asked: {said}")]


async def _inside(connection: AsyncConnection, unmoved: timedelta) -> list[Finding]:
    server = (await connection.execute(_SERVER)).one()
    living = await alive(connection)
    return [
        Finding(True, "database", f"PostgreSQL {server.version}, {sized(server.bytes)}"),
        _workers(living),
        _queues(await depth(connection), living),
        *_runs(await stuck_runs(connection, unmoved), unmoved),
    ]


def _workers(living: list[Present]) -> Finding:
    if not living:
        return Finding(False, "workers", "None is alive. Start “headrace serve” or “worker”.")
    names = ", ".join(f"{worker.host} ({worker.pid})" for worker in living)
    return Finding(True, "workers", f"{len(living)} alive: {names}")


def _queues(found: Depth, living: list[Present]) -> Finding:
    asked = sorted({queue for queue, status in found.jobs if status == "todo"})
    left = [queue for queue in asked if not any(worker.takes(queue) for worker in living)]
    ready = found.items.get("ready", 0) + found.items.get("queued", 0)
    said = f"{ready} items ready, {found.items.get('running', 0)} under way"
    if ready:
        said += f", the oldest ready for {found.oldest_ready:.0f} s"
    if left and living:
        return Finding(False, "queues", f"{said}; no worker takes {_listed(left)}")
    return Finding(True, "queues", said)


def _runs(stuck: list[Stuck], unmoved: timedelta) -> list[Finding]:
    minutes = unmoved.total_seconds() / 60
    if not stuck:
        return [Finding(True, "runs", f"None has stood still for {minutes:g} minutes")]
    return [
        Finding(run.rightly, "runs", f"{run.run} since {run.since:%F %R}: {run.reason}")
        for run in stuck
    ]


async def _files(blobs: Blobs) -> Finding:
    try:
        name = await blobs.put(_PROBE)
        whole = await blobs.get(name) == _PROBE
        await blobs.delete(name)
    except (HeadraceError, OSError) as error:
        return Finding(False, "files", str(error))
    return Finding(whole, "files", "They can be read and written")


def _disk(premises: Premises) -> Finding:
    free = shutil.disk_usage(premises.data if premises.data.exists() else ".").free
    said = f"{sized(free)} free"
    return Finding(free >= LITTLE_SPACE, "disk", said if free >= LITTLE_SPACE else f"Only {said}")


def sized(number: float) -> str:
    """`1536` → `1.5 KB`."""
    for unit in ("bytes", "KB", "MB", "GB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} TB"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
