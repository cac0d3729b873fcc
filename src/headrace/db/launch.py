"""Starting the bundled server and waiting until it answers."""

import os
import re
import tempfile
import time
from pathlib import Path
from threading import Thread

import psycopg

from headrace.db.cluster import ROLE, failure
from headrace.db.postmaster import Postmaster, running_in
from headrace.db.programs import Programs
from headrace.kernel.errors import Unavailable

_PATIENCE = 120.0  # seconds; recovery after a power cut may take a while
_LOG_LIMIT = 1_000_000  # bytes
_SOCKET_PREFIX = "headrace-"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "96MB",
    "max_wal_size": "512MB",
    # Helper processes that a small server does without.
    "io_method": "sync",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Errors go to the client, who logs them without people's data; the file keeps the rest.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}


def launch(cluster: Path, programs: Programs, log: Path) -> Postmaster:
    """Start the server of `cluster`; it may still be recovering when this returns."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        said = _attempt(cluster, programs, log, deadline)
        if isinstance(said, Postmaster):
            return said
        # The rest of a server whose head was killed ends by itself within moments.
        if "still in use" not in said or time.monotonic() > deadline:
            raise failure(said, "PostgreSQL did not start")
        time.sleep(0.1)


def wait_until_ready(server: Postmaster, cluster: Path) -> bool:
    """True once the server takes connections, False when it ended instead."""
    deadline = time.monotonic() + _PATIENCE
    while running_in(cluster) == server:
        try:
            psycopg.connect(host=str(server.socket), user=ROLE, dbname="postgres").close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise failure(str(error), "PostgreSQL does not answer") from error
            time.sleep(0.005)
        else:
            return True
    return False


def forget_socket(socket: Path) -> None:
    """Remove the folder made for a socket when the data folder's own path was too long."""
    if socket.name.startswith(_SOCKET_PREFIX):
        for rest in socket.iterdir():
            rest.unlink()
        socket.rmdir()


def _attempt(cluster: Path, programs: Programs, log: Path, deadline: float) -> Postmaster | str:
    """The started server, or what it said before it ended."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".old"))
    settings = {**_SETTINGS, "unix_socket_directories": str(_socket_folder(cluster))}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("ab") as output:
        before = output.tell()
        process = programs.spawn("postgres", "-D", str(cluster), *options, output=output.fileno())
    while time.monotonic() < deadline:
        server = running_in(cluster)
        if server and server.pid == process.pid:
            # It may outlive us; if it ends before, somebody has to take note.
            Thread(target=process.wait, daemon=True).start()
            return server
        if process.poll() is not None:
            return log.read_bytes()[before:].decode(errors="replace")
        time.sleep(0.003)
    raise Unavailable("database.not_started", f"PostgreSQL takes too long to start; see {log}.")


def _socket_folder(cluster: Path) -> Path:
    # A socket's whole path has room for 107 bytes, and PostgreSQL splits folders at commas.
    if len(os.fsencode(cluster)) < 90 and re.fullmatch(r"[\w/.+~-]+", str(cluster)):
        return cluster
    folder = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir="/tmp"))
    if os.geteuid() == 0:
        owner = cluster.stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
    return folder
