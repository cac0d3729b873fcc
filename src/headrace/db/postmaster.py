"""A running PostgreSQL server as its pid file tells of it."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Postmaster:
    """Process id of the server and the folder its socket is in."""

    pid: int
    socket: Path

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, everything committed is on disk."""
        try:
            os.kill(self.pid, signal.SIGINT)
        except ProcessLookupError:
            return
        while _exists(self.pid):
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
    if not _exists(pid):
        return None
    if not _serves(pid, cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return None
    return Postmaster(pid, Path(lines[4].strip()))


def _exists(pid: int) -> bool:
    try:
        # A child that ended stays a zombie until it is waited for.
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, cluster: Path) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    return os.fsencode(cluster) in words
