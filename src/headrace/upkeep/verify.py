"""Whether a backup can be restored, found out without touching anything but a temporary copy."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from headrace.blobs.name import name_of
from headrace.db.bundled import Bundled
from headrace.db.dump import check_readable, read_back
from headrace.db.engine import Database
from headrace.db.migrate import migrate
from headrace.kernel.errors import HeadraceError
from headrace.upkeep.archive import Reader, reading
from headrace.upkeep.judge import faults_of
from headrace.upkeep.manifest import Manifest, place_of, read_list, read_manifest
from headrace.upkeep.restore import taken_out


async def verify(place: Path) -> tuple[Manifest, list[str]]:
    """What the backup says of itself, and one sentence for each thing that is wrong with it.

    Raises `Invalid` when it cannot even be read.
    """
    with reading(place) as archive, TemporaryDirectory(prefix="headrace-verify-") as folder:
        manifest = read_manifest(archive)
        sizes = read_list(archive, manifest)
        faults: list[str] = []
        for name, size in sizes.items():
            fault = await asyncio.to_thread(_fault_of, archive, name, size)
            if fault:
                faults.append(fault)
        try:
            dump = await taken_out(archive, manifest, Path(folder))
            await check_readable(dump)
            faults += await _judged(dump, Path(folder) / "data", set(sizes))
        except HeadraceError as error:
            faults.append(error.message)
    return manifest, faults


def _fault_of(archive: Reader, name: str, size: int) -> str | None:
    place = place_of(name)
    if not archive.has(place):
        return f"The file {place} is missing."
    data = archive.read(place)
    if len(data) != size or name_of(data) != name:
        return f"The file {place} is damaged."
    return None


async def _judged(dump: Path, folder: Path, kept: set[str]) -> list[str]:
    """What is wrong with the database itself, in a cluster that goes away again."""
    bundled = Bundled(folder)
    url = await asyncio.to_thread(bundled.start)
    database = Database(url)
    try:
        await read_back(url, dump)
        await asyncio.to_thread(migrate, url)
        async with database.connection() as connection:
            return await faults_of(connection, kept)
    finally:
        await database.close()
        await asyncio.to_thread(bundled.stop)
