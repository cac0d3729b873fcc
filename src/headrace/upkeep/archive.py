"""Where a backup lies: a folder, or one .tar file."""

import io
import os
import shutil
import tarfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol

from headrace.kernel.errors import Invalid

_PRIVATE = 0o600


class Writer(Protocol):
    """Takes the parts of a backup, each once."""

    def add(self, name: str, data: bytes) -> None: ...

    def add_file(self, name: str, file: Path) -> None: ...


class Reader(Protocol):
    """Gives the parts of a backup. One that is not there raises `Invalid`."""

    def has(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes: ...

    def extract(self, name: str, file: Path) -> None: ...


@contextmanager
def writing(out: Path) -> Generator[Writer]:
    """A new backup. It has its name only once it is whole and on disk."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise Invalid("backup.exists", f"{out} exists already. Name a place that does not.")
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
        with ExitStack() as stack:
            yield _new(stack, out.suffix == ".tar", unfinished)
        # Many small files: one call for all of them is quicker than one for each.
        os.sync()
        unfinished.replace(out)
    except OSError as error:
        raise Invalid("backup.unusable", f"{out} cannot be written: {error.strerror}.") from error
    finally:
        _remove(unfinished)


@contextmanager
def reading(place: Path) -> Generator[Reader]:
    """A backup that was made before."""
    try:
        if place.is_dir():
            yield _FolderReader(place)
        else:
            with tarfile.open(place, "r:") as tar:
                yield _TarReader(tar)
    except tarfile.TarError:
        raise Invalid("backup.unreadable", f"{place} is no backup, or was cut short.") from None
    except OSError as error:
        raise Invalid("backup.unreadable", f"{place} cannot be read: {error.strerror}.") from error


def _new(stack: ExitStack, is_tar: bool, place: Path) -> Writer:
    if not is_tar:
        place.mkdir(mode=0o700)
        return _FolderWriter(place)
    # What it holds is nobody else's business on a shared machine.
    file = os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb")
    stack.enter_context(file)
    return _TarWriter(stack.enter_context(tarfile.open(fileobj=file, mode="w:")))


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


class _FolderWriter:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def add_file(self, name: str, file: Path) -> None:
        shutil.copyfile(file, self._folder / name)


class _TarWriter:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, data: bytes) -> None:
        self._tar.addfile(_entry(name, len(data)), io.BytesIO(data))

    def add_file(self, name: str, file: Path) -> None:
        with file.open("rb") as content:
            self._tar.addfile(_entry(name, file.stat().st_size), content)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, _PRIVATE, int(time.time())
    return entry


class _FolderReader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def read(self, name: str) -> bytes:
        if not self.has(name):
            raise _missing(name)
        return (self._folder / name).read_bytes()

    def extract(self, name: str, file: Path) -> None:
        if not self.has(name):
            raise _missing(name)
        shutil.copyfile(self._folder / name, file)


class _TarReader:
    """Members are only read by names of ours; none is ever unpacked to where it says."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members = {member.name: member for member in tar.getmembers() if member.isfile()}

    def has(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        with self._open(name) as content:
            return content.read()

    def extract(self, name: str, file: Path) -> None:
        with self._open(name) as content, file.open("wb") as copy:
            shutil.copyfileobj(content, copy)

    def _open(self, name: str) -> IO[bytes]:
        content = self._tar.extractfile(self._members[name]) if self.has(name) else None
        if content is None:
            raise _missing(name)
        return content


def _missing(name: str) -> Invalid:
    return Invalid("backup.incomplete", f"The backup is not whole: {name} is missing.")
