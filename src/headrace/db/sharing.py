"""Who uses a bundled server: file locks that the kernel lets go of when a process dies."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Generator[None]:
    """One process at a time; others wait."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Membership:
    """A shared lock held for as long as we use the server.

    Join and leave inside `alone`, else two leavers may each think the other stays.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def joined(self) -> bool:
        return self._handle is not None

    def join(self) -> None:
        if self._handle is None:
            handle = _open(self._path)
            fcntl.flock(handle, fcntl.LOCK_SH)
            self._handle = handle

    def leave(self) -> bool:
        """Stop being a member. True when nobody else is one."""
        if self._handle is None:
            return False
        handle, self._handle = self._handle, None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
