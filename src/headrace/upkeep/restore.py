"""Make a house of a backup."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.blobs import Blobs
from headrace.db.dump import read_back
from headrace.db.migrate import is_known
from headrace.kernel.errors import Conflict, Invalid
from headrace.upkeep.archive import Reader, reading
from headrace.upkeep.manifest import (
    DUMP,
    SECRET,
    Manifest,
    damaged,
    part_of_file,
    place_of,
    read_list,
    read_manifest,
)
from headrace.upkeep.premises import Premises

_ANY_TABLE = text("""
    SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1
""")
_SECRET_MODE = 0o600


async def restore(
    place: Path, make: Callable[[], AbstractAsyncContextManager[Premises]]
) -> Manifest:
    """Fills the empty premises that `make` makes, which happens once the backup looks whole.

    Raises `Invalid` for what is wrong with the backup, `Conflict` for premises in use.
    """
    with reading(place) as archive, TemporaryDirectory(prefix="headrace-restore-") as folder:
        manifest = read_manifest(archive)
        sizes = read_list(archive, manifest)
        dump = await taken_out(archive, manifest, Path(folder))
        for name in sizes:
            if not archive.has(place_of(name)):
                archive.read(place_of(name))
        async with make() as premises:
            async with premises.database.connection() as connection:
                await _refuse_full(connection)
            await _refuse_others(premises.blobs, sizes)
            async for name, data in _blobs_of(archive, sizes):
                if await premises.blobs.put(data) != name:
                    raise damaged(place_of(name))
            await read_back(premises.database.url, dump)
            if archive.has(SECRET):
                premises.secret.touch(_SECRET_MODE)
                premises.secret.write_bytes(archive.read(SECRET))
    return manifest


async def taken_out(archive: Reader, manifest: Manifest, folder: Path) -> Path:
    """The database's dump as a file in the folder, checked. Raises `Invalid`."""
    if not is_known(manifest.schema_revision):
        raise Invalid(
            "backup.newer",
            f"Headrace {manifest.version} made this backup, which is newer than this one. "
            "Restore it with that one.",
        )
    file = folder / DUMP
    await asyncio.to_thread(archive.extract, DUMP, file)
    if part_of_file(file) != manifest.database:
        raise damaged(DUMP)
    return file


async def _blobs_of(archive: Reader, sizes: Mapping[str, int]) -> AsyncIterator[tuple[str, bytes]]:
    for name in sizes:
        yield name, await asyncio.to_thread(archive.read, place_of(name))


async def _refuse_full(connection: AsyncConnection) -> None:
    if await connection.scalar(_ANY_TABLE):
        raise Conflict(
            "restore.database_in_use",
            "The database holds tables already. Name an empty one in HEADRACE_DATABASE_URL.",
        )


async def _refuse_others(blobs: Blobs, ours: Mapping[str, int]) -> None:
    """A house removes files it does not know: another's must not lie among its own."""
    async for found in blobs.walk():
        if found.name not in ours:
            raise Conflict(
                "restore.files_in_use",
                "The place for files holds others than those of this backup. "
                "Name an empty one in HEADRACE_BLOBS.",
            )
