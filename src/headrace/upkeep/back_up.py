"""Save a house while it runs: first what the database says, then every file it speaks of.

Files never change and are named by their content, and no sweep runs meanwhile: whatever the
snapshot speaks of is still there when its turn comes.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import text

from headrace import __version__
from headrace.blobs import Blobs
from headrace.db.dump import dump
from headrace.kernel.errors import HeadraceError
from headrace.upkeep.archive import Writer, writing
from headrace.upkeep.judge import needed_blobs
from headrace.upkeep.manifest import (
    DUMP,
    LIST,
    MANIFEST,
    SECRET,
    Manifest,
    Part,
    part_of,
    part_of_file,
    place_of,
    written_list,
)
from headrace.upkeep.premises import Premises
from headrace.upkeep.turn import keep_sweeps_away

_AT_ONCE = 4
_MOMENT = text("""
    SELECT pg_export_snapshot() AS snapshot, now() AS at,
           (SELECT version_num FROM alembic_version) AS revision
""")


class _Saved(NamedTuple):
    """The database as it was at one moment."""

    at: datetime
    revision: str
    dump: Part
    blobs: Sequence[str]


async def back_up(premises: Premises, out: Path, *, with_secret: bool) -> Manifest:
    """Makes `out`: a folder, or one file when its name ends in .tar.

    Files that are not in the store are named in the manifest and do not keep the rest out.
    """
    async with premises.database.connection() as turn:
        await keep_sweeps_away(turn)
        with writing(out) as archive:
            saved = await _save_database(premises, archive)
            sizes = await _save_blobs(premises.blobs, saved.blobs, archive)
            written = written_list(sizes.items())
            archive.add(LIST, written)
            has_secret = with_secret and premises.secret.exists()
            if has_secret:
                archive.add(SECRET, premises.secret.read_bytes())
            manifest = Manifest(
                version=__version__,
                schema_revision=saved.revision,
                made_at=saved.at,
                database=saved.dump,
                listing=part_of(written),
                files=len(sizes),
                bytes=sum(sizes.values()),
                missing=[name for name in saved.blobs if name not in sizes],
                secrets=has_secret,
            )
            archive.add(MANIFEST, manifest.model_dump_json(indent=2).encode())
    return manifest


async def _save_database(premises: Premises, archive: Writer) -> _Saved:
    with TemporaryDirectory(prefix="headrace-backup-") as folder:
        file = Path(folder) / DUMP
        async with premises.database.snapshot() as connection:
            row = (await connection.execute(_MOMENT)).one()
            blobs = sorted(await needed_blobs(connection))
            await dump(premises.database.url, row.snapshot, file)
        await asyncio.to_thread(archive.add_file, DUMP, file)
        return _Saved(row.at, row.revision, part_of_file(file), blobs)


async def _save_blobs(blobs: Blobs, names: Sequence[str], archive: Writer) -> dict[str, int]:
    """The sizes of those that were there and whole."""
    sizes: dict[str, int] = {}
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        for name, data in zip(
            some, await asyncio.gather(*(_read(blobs, name) for name in some)), strict=True
        ):
            if data is not None:
                await asyncio.to_thread(archive.add, place_of(name), data)
                sizes[name] = len(data)
    return sizes


async def _read(blobs: Blobs, name: str) -> bytes | None:
    """None for what is lost or damaged; a store that does not answer is another matter."""
    try:
        return await blobs.get(name)
    except HeadraceError as error:
        if error.code in ("blob.not_found", "blob.damaged"):
            return None
        raise
