"""Blobs in a folder of this machine."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from headrace.blobs.name import checked, missing, name_at, name_of, path_of
from headrace.blobs.protocol import Found
from headrace.kernel.errors import Unavailable

_SMALL = 256 * 1024  # bytes; a thread costs more than reading so little
_ABANDONED = 3600.0  # seconds after which an unfinished file has no writer any more


class DiskBlobs:
    """One file for each blob. Several processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        try:
            # People's pictures are nobody else's business on a shared machine.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._incoming.mkdir(exist_ok=True)
            self._tidy()
        except OSError as error:
            raise Unavailable(
                "blobs.not_writable",
                f"The folder {folder} cannot be used: {error.strerror}. "
                "Choose another with HEADRACE_BLOBS, or make it writable.",
            ) from error

    async def put(self, data: bytes) -> str:
        # fsync waits for the disk: never on the loop.
        return await asyncio.to_thread(self._put, data)

    async def get(self, name: str) -> bytes:
        path = self._path(name)
        if _size(path) <= _SMALL:
            return _read(path, name)
        return await asyncio.to_thread(_read, path, name)

    async def range(self, name: str, start: int, end: int) -> bytes:
        path = self._path(name)
        if end - start <= _SMALL:
            return _read_range(path, start, end)
        return await asyncio.to_thread(_read_range, path, start, end)

    async def size(self, name: str) -> int:
        return _size(self._path(name))

    async def exists(self, name: str) -> bool:
        return self._path(name).exists()

    async def delete(self, name: str, *, put_before: datetime | None = None) -> bool:
        return await asyncio.to_thread(self._delete, self._path(name), put_before)

    async def walk(self) -> AsyncIterator[Found]:
        for folder in await asyncio.to_thread(_folders, self._folder):
            for found in await asyncio.to_thread(_blobs_in, folder):
                yield found

    def _path(self, name: str) -> Path:
        return self._folder.joinpath(*path_of(name))

    def _put(self, data: bytes) -> str:
        name = name_of(data)
        path = self._path(name)
        try:
            if not _touched(path):
                self._write(data, path)
            # Also when somebody else wrote it: they may not have come this far yet.
            _sync_folder(path.parent)
        except OSError as error:
            raise Unavailable(
                "blobs.not_written", f"A file could not be stored: {error.strerror}."
            ) from error
        return name

    def _write(self, data: bytes, path: Path) -> None:
        unfinished = self._incoming / uuid4().hex
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if not path.parent.exists():
                path.parent.mkdir(exist_ok=True)
                _sync_folder(self._folder)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def _delete(self, path: Path, put_before: datetime | None) -> bool:
        # Taken aside before it is looked at: whoever puts the same bytes from now on finds
        # nothing and writes them anew, whoever did so before left a later time on the file.
        aside = self._incoming / uuid4().hex
        try:
            path.replace(aside)
        except FileNotFoundError:
            return False
        with suppress(FileNotFoundError):
            if put_before and _modified(aside.stat()) >= put_before:
                aside.replace(path)
                return False
            aside.unlink()
        return True

    def _tidy(self) -> None:
        for file in self._incoming.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > _ABANDONED:
                    file.unlink()


def _touched(path: Path) -> bool:
    """Whether the file is there; it now counts as put just now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _modified(status: os.stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, UTC)


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if len(path.name) == 2]


def _blobs_in(folder: Path) -> list[Found]:
    found: list[Found] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = name_at(folder.name, entry.name)
            with suppress(FileNotFoundError):
                if name:
                    status = entry.stat()
                    found.append(Found(name, status.st_size, _modified(status)))
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        raise missing() from None


def _read(path: Path, name: str) -> bytes:
    try:
        return checked(name, path.read_bytes())
    except FileNotFoundError:
        raise missing() from None


def _read_range(path: Path, start: int, end: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(max(end - start, 0))
    except FileNotFoundError:
        raise missing() from None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
