"""A running PostgreSQL server as its pid file tells of it."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Postmaster:
    """Process id of the server, its files, and the folder its socket is in."""

    pid: int
    cluster: Path
    socket: Path

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, everything committed is on disk."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)
        deadline = time.monotonic() + _PATIENCE
        while _serves(self.pid, self.cluster) and time.monotonic() < deadline:
            time.sleep(0.005)


def running_in(cluster: Path) -> Postmaster | None:
    """The living server of `cluster`.

    The pid file of a dead server stays: PostgreSQL reads it at start to make sure that no
    process of the old server is left. Only when another program got the same pid is it
    removed, because PostgreSQL would take that program for a server.
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    # Filled in while the server starts; the socket's folder, the fifth line, comes late.
    if len(lines) < 5 or not lines[4]:
        return None
    pid = int(lines[0])
    if _serves(pid, cluster):
        return Postmaster(pid, cluster, Path(lines[4].strip()))
    if _exists(pid):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
    return None


def _serves(pid: int, cluster: Path) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return not Path("/proc/self").exists() and _exists(pid)
    # Empty for a zombie: ended, but not yet waited for by whoever started it.
    return os.fsencode(cluster) in words


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
