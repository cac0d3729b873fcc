"""The folder PostgreSQL keeps its files in: made once, whole or not at all."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from headrace.db.programs import Programs, owner_of_new_clusters, programs_for
from headrace.kernel.errors import Unavailable

ROLE = "headrace"


def cluster_in(folder: Path) -> tuple[Path, Programs]:
    """The cluster below `folder`, made if there is none, and the programs for it.

    The caller holds the lock on `folder`. A new cluster is built beside its final name and
    renamed when it is complete and on disk, so a crash in between leaves nothing half made.
    """
    cluster = folder / "cluster"
    if not cluster.exists():
        _make(folder / "cluster.new", cluster)
    programs = programs_for(cluster)
    _check_version(cluster, programs)
    return cluster, programs


def failure(output: str, fallback: str) -> Unavailable:
    """One sentence for what a PostgreSQL program said while failing."""
    if "No space left on device" in output:
        return Unavailable(
            "database.disk_full",
            "The disk is full: PostgreSQL could not write. Free some space and start again.",
        )
    lines = [line for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "error:" in line]
    said = (telling or lines or ["it said nothing"])[-1].strip()
    return Unavailable("database.not_started", f"{fallback}: {said}")


def _make(unfinished: Path, cluster: Path) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    owner = owner_of_new_clusters()
    if owner:
        _give(unfinished, owner)
    programs = programs_for(unfinished)
    made = programs.spawn(
        "initdb",
        f"--pgdata={unfinished}",
        f"--username={ROLE}",
        "--encoding=UTF8",
        "--locale=C",
        # The folder is private to the one user that runs the server, and so is the socket in it.
        "--auth=trust",
        "--no-instructions",
        output=subprocess.PIPE,
    )
    said, _ = made.communicate()
    if made.returncode != 0:
        with suppress(OSError):
            shutil.rmtree(unfinished)
        raise failure(said.decode(errors="replace"), "PostgreSQL could not make its files")
    unfinished.rename(cluster)
    _sync(cluster.parent)


def _give(folder: Path, owner: tuple[int, int]) -> None:
    try:
        os.chown(folder, *owner)
    except OSError as error:
        raise Unavailable(
            "database.no_user",
            "PostgreSQL does not run as root and its folder cannot be given to 'nobody' "
            f"({error.strerror}). Start Headrace as an ordinary user, "
            "or name a database in HEADRACE_DATABASE_URL.",
        ) from error


def _check_version(cluster: Path, programs: Programs) -> None:
    try:
        written_by = (cluster / "PG_VERSION").read_text().strip()
    except PermissionError:
        raise Unavailable(
            "database.not_ours",
            f"{cluster} belongs to another user. Start Headrace as that user, "
            "or choose another data folder with HEADRACE_DATA.",
        ) from None
    except FileNotFoundError:
        raise Unavailable(
            "database.not_a_cluster",
            f"{cluster} holds no PostgreSQL files. Restore it from a backup, "
            "or move it away to start anew.",
        ) from None
    if written_by != programs.major:
        raise Unavailable(
            "database.other_version",
            f"{cluster} was written by PostgreSQL {written_by}; this is {programs.major}. "
            "Back it up with the Headrace that wrote it and restore the backup here.",
        )


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
