"""The bundled PostgreSQL through everything a data folder may live through."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from headrace.db.bundled import Bundled
from headrace.db.postmaster import running_in
from headrace.kernel.errors import Unavailable

_OTHER_USER = 1  # exists on every Unix and is not the one new clusters are given to
_AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
_USE_AND_HOLD = """
import sys, time
from pathlib import Path
from headrace.db.bundled import Bundled
server = Bundled(Path(sys.argv[1]))
print(server.start(), flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder only we may enter, and no server left in it afterwards."""
    with TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder) / "data"
        for cluster in Path(folder).rglob("postgres/cluster"):
            left = running_in(cluster)
            if left:
                left.stop()


class Other:
    """Another process that uses the server until it is told to leave, or killed."""

    def __init__(self, data: Path, *before: str) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", _USE_AND_HOLD, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def url(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def ask(url: str, statement: str) -> object:
    """The first value a statement answers, if any."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        answer = connection.execute(statement.encode())
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


def pid_of(url: str) -> object:
    return ask(url, "SELECT pg_read_file('postmaster.pid', 0, 20)")


def cluster_of(data: Path) -> Path:
    return data / "postgres" / "cluster"


def test_what_was_written_is_there_after_a_restart(data: Path) -> None:
    server = Bundled(data)
    ask(server.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    assert running_in(cluster_of(data)) is None
    assert ask(server.start(), "SELECT number FROM kept") == 7
    server.stop()


def test_it_listens_on_no_network(data: Path) -> None:
    server = Bundled(data)
    assert ask(server.start(), "SHOW listen_addresses") == ""
    server.stop()


def test_the_last_user_stops_it_and_not_the_first(data: Path) -> None:
    ours = Bundled(data)
    url = ours.start()
    other = Other(data)
    assert other.url() == url
    ours.stop()
    assert ask(url, "SELECT 1") == 1
    other.leave()
    assert running_in(cluster_of(data)) is None


def test_stopping_twice_or_without_a_start_is_harmless(data: Path) -> None:
    server = Bundled(data)
    server.stop()
    server.start()
    server.stop()
    server.stop()


def test_a_server_whose_user_was_killed_is_used_again(data: Path) -> None:
    other = Other(data)
    before = pid_of(other.url())
    other.kill()
    server = Bundled(data)
    assert pid_of(server.start()) == before
    server.stop()
    assert running_in(cluster_of(data)) is None


def test_processes_that_start_together_share_one_server(data: Path) -> None:
    others = [Other(data) for _ in range(3)]
    assert len({pid_of(other.url()) for other in others}) == 1
    for other in others:
        other.leave()
    assert running_in(cluster_of(data)) is None


def test_a_server_killed_in_the_middle_loses_nothing_it_acknowledged(data: Path) -> None:
    server = Bundled(data)
    ask(server.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    living = running_in(cluster_of(data))
    assert living
    os.kill(living.pid, signal.SIGKILL)
    again = Bundled(data)
    assert ask(again.start(), "SELECT number FROM kept") == 7
    server.stop()
    again.stop()


def test_a_pid_that_meanwhile_belongs_to_another_program_is_no_server(data: Path) -> None:
    server = Bundled(data)
    server.start()
    stale = (cluster_of(data) / "postmaster.pid").read_text().splitlines()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        lines = [str(stranger.pid), *stale[1:]]
        (cluster_of(data) / "postmaster.pid").write_text("\n".join(lines) + "\n")
        assert ask(server.start(), "SELECT 1") == 1
        server.stop()
        assert stranger.poll() is None
        stranger.kill()


def test_half_made_files_of_an_interrupted_first_start_are_made_anew(data: Path) -> None:
    half_made = data / "postgres" / "cluster.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    server = Bundled(data)
    assert ask(server.start(), "SELECT 1") == 1
    server.stop()
    assert not half_made.exists()


def test_a_path_too_long_for_a_socket_works_and_leaves_nothing_behind(data: Path) -> None:
    deep = data / "a folder, with é and a comma" / ("deep" * 30)
    server = Bundled(deep)
    url = server.start()
    assert ask(url, "SELECT 1") == 1
    socket = Path(str(ask(url, "SHOW unix_socket_directories")))
    assert socket.stat().st_mode & 0o077 == 0
    server.stop()
    assert not socket.exists()


def test_files_of_another_major_version_are_refused_and_left_alone(data: Path) -> None:
    server = Bundled(data)
    server.start()
    server.stop()
    (cluster_of(data) / "PG_VERSION").write_text("17\n")
    with pytest.raises(Unavailable, match="was written by PostgreSQL 17") as refusal:
        server.start()
    assert refusal.value.code == "database.other_version"
    (cluster_of(data) / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "SELECT 1") == 1
    server.stop()


def test_a_file_in_the_way_of_the_data_folder_is_named(data: Path) -> None:
    data.write_text("not a folder")
    with pytest.raises(Unavailable, match=str(data)) as refusal:
        Bundled(data).start()
    assert refusal.value.code == "database.not_writable"


@_AS_ROOT
def test_as_root_no_permission_of_a_folder_we_did_not_make_changes(data: Path) -> None:
    data.mkdir(mode=0o700)
    before = [(path.stat().st_mode, path.stat().st_uid) for path in (data, *data.parents)]
    server = Bundled(data)
    assert ask(server.start(), "SELECT 1") == 1
    server.stop()
    after = [(path.stat().st_mode, path.stat().st_uid) for path in (data, *data.parents)]
    assert after == before
    assert cluster_of(data).stat().st_uid != 0


@_AS_ROOT
def test_an_ordinary_user_needs_no_help_from_root(data: Path) -> None:
    os.chown(data.parent, _OTHER_USER, _OTHER_USER)
    # The capability only lets it read this environment, which may lie in root's home.
    powers = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    user = [f"--reuid={_OTHER_USER}", f"--regid={_OTHER_USER}", "--clear-groups"]
    other = Other(data, "setpriv", *user, *powers)
    assert ask(other.url(), "SELECT 1") == 1
    assert cluster_of(data).stat().st_uid == _OTHER_USER
    other.leave()


@_AS_ROOT
def test_files_of_an_ordinary_user_are_served_as_that_user_when_root_comes(data: Path) -> None:
    server = Bundled(data)
    server.start()
    server.stop()
    for folder, _, names in os.walk(cluster_of(data)):
        for path in (folder, *(Path(folder, name) for name in names)):
            os.chown(path, _OTHER_USER, _OTHER_USER)
    url = server.start()
    living = running_in(cluster_of(data))
    assert living
    assert Path(f"/proc/{living.pid}").stat().st_uid == _OTHER_USER
    assert ask(url, "SELECT 1") == 1
    server.stop()


def test_it_is_ready_at_once_when_warm(data: Path) -> None:
    server = Bundled(data)
    server.start()
    server.stop()
    before = time.monotonic()
    server.start()
    took = time.monotonic() - before
    server.stop()
    assert took < 3.0, f"{took:.2f} s; 0.1 s on a quiet machine"
