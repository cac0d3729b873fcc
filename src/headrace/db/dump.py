"""A whole database as one file, and back, by PostgreSQL's own programs.

Only the server refuses to run as root; these programs run as we do, and reach its socket.
"""

import asyncio
import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from headrace.db.programs import client
from headrace.kernel.errors import HeadraceError, Invalid, Unavailable


async def dump(url: str, snapshot: str, file: Path) -> None:
    """Writes what the exported snapshot shows of the database at `url`."""
    where, environment = _connection(url)
    code, said = await _run(
        environment,
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={file}",
        f"--dbname={where}",
    )
    if code != 0:
        raise Unavailable("backup.no_dump", f"The database could not be saved: {said}")


async def read_back(url: str, file: Path) -> None:
    """Fills the empty database at `url`, wholly or not at all."""
    where, environment = _connection(url)
    code, said = await _run(
        environment,
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        f"--dbname={where}",
        str(file),
    )
    if code != 0:
        raise _unreadable(said)


async def check_readable(file: Path) -> None:
    """Raises `Invalid` when the file is no dump, or cut short in its table of contents."""
    code, said = await _run({}, "pg_restore", "--list", "--file=/dev/null", str(file))
    if code != 0:
        raise _unreadable(said)


def _connection(url: str) -> tuple[str, dict[str, str]]:
    """How to reach the server; the password apart, because others can read command lines."""
    parts = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    password = parts.pop("password", None)
    return make_conninfo("", **parts), {"PGPASSWORD": str(password)} if password else {}


async def _run(environment: dict[str, str], program: str, *arguments: str) -> tuple[int, str]:
    """The exit code, and the most telling line of what was said."""
    process = await asyncio.create_subprocess_exec(
        client(program),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"LC_ALL": "C"} | environment,
    )
    try:
        _, said = await process.communicate()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if "error:" in line]
    return process.returncode or 0, (telling or lines or ["it said nothing"])[0].strip()


def _unreadable(said: str) -> HeadraceError:
    return Invalid("backup.unreadable", f"The database in this backup cannot be read: {said}")
