"""What a backup says of itself; written last, so that what has one is whole."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal

from blake3 import blake3
from pydantic import BaseModel, ConfigDict, ValidationError

from headrace.blobs.name import path_of
from headrace.kernel.errors import Invalid
from headrace.upkeep.archive import Reader

MANIFEST = "manifest.json"
DUMP = "database.dump"
LIST = "files.txt"
SECRET = "secret.key"


class Part(BaseModel):
    """One file of the backup."""

    model_config = ConfigDict(extra="forbid")

    bytes: int
    blake3: str


class Manifest(BaseModel):
    """The whole backup."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    headrace_backup: Literal[1] = 1
    version: str
    """Of the Headrace that made it."""
    schema_revision: str
    """The newest migration that its database has seen."""
    made_at: datetime
    """The moment of the database's snapshot."""
    database: Part
    listing: Part
    """Of the list of files: a line each, name and size."""
    files: int
    bytes: int
    missing: list[str]
    """Files that the database speaks of and that were not in the store."""
    secrets: bool


def part_of(data: bytes) -> Part:
    return Part(bytes=len(data), blake3=blake3(data).hexdigest())


def part_of_file(file: Path) -> Part:
    return Part(bytes=file.stat().st_size, blake3=blake3().update_mmap(file).hexdigest())


def place_of(name: str) -> str:
    """Where a blob lies in the backup. Raises `ValueError` for what is no blob's name."""
    return "/".join(("files", *path_of(name)))


def written_list(sizes: Iterable[tuple[str, int]]) -> bytes:
    return "".join(f"{name} {size}\n" for name, size in sorted(sizes)).encode()


def read_manifest(archive: Reader) -> Manifest:
    """Raises `Invalid` when the backup has none that can be understood."""
    try:
        return Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError:
        raise Invalid(
            "backup.not_understood",
            "This is no backup of Headrace, or one of a newer version. Restore it with that one.",
        ) from None


def read_list(archive: Reader, manifest: Manifest) -> dict[str, int]:
    """The blobs of the backup with their sizes. Raises `Invalid` when the list is damaged."""
    data = archive.read(LIST)
    if part_of(data) != manifest.listing:
        raise damaged(LIST)
    try:
        lines = (line.split(" ") for line in data.decode("ascii").splitlines())
        sizes = {name: int(size) for name, size in lines}
        for name in sizes:
            place_of(name)
    except ValueError:
        raise damaged(LIST) from None
    return sizes


def damaged(name: str) -> Invalid:
    return Invalid("backup.damaged", f"The backup is damaged: {name} is not what was saved.")
