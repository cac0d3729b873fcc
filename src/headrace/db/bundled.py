"""The PostgreSQL that comes with Headrace, run from the data folder.

Several processes may share one server: `serve` and a `keys create` beside it. Whoever comes
first starts it, whoever leaves last stops it. A server whose users were all killed lives on
and is used again by the next one.
"""

from pathlib import Path
from urllib.parse import quote

import psycopg

from headrace.db.cluster import ROLE, cluster_in
from headrace.db.launch import forget_socket, launch, wait_until_ready
from headrace.db.postmaster import running_in
from headrace.db.sharing import Membership, alone
from headrace.kernel.errors import Unavailable

DATABASE = "headrace"


class Bundled:
    """The server of one data folder. Blocking: `start` and `stop` take a moment each."""

    def __init__(self, data: Path) -> None:
        self._folder = data.absolute() / "postgres"
        self._membership = Membership(self._folder / "users")

    def start(self) -> str:
        """Make sure the server runs and answer its SQLAlchemy URL.

        Raises `Unavailable` with one sentence that says what to do.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with alone(self._folder / "lock"):
                return self._join()
        except OSError as error:
            raise Unavailable(
                "database.not_writable",
                f"The data folder {self._folder} cannot be used: {error.strerror}. "
                "Choose another with HEADRACE_DATA, or make it writable.",
            ) from error

    def revive(self) -> bool:
        """Start the server again when it died under us. True when that was needed."""
        if running_in(self._folder / "cluster"):
            return False
        self.start()
        return True

    def stop(self) -> None:
        """Stop using the server, and stop it when nobody else uses it. Harmless when repeated."""
        if not self._membership.joined:
            return
        with alone(self._folder / "lock"):
            if not self._membership.leave():
                return
            server = running_in(self._folder / "cluster")
            if server:
                server.stop()
                forget_socket(server.socket)

    def _join(self) -> str:
        cluster, programs = cluster_in(self._folder)
        self._membership.join()
        try:
            while True:
                server = running_in(cluster) or launch(cluster, programs, self._folder / "log")
                if wait_until_ready(server, cluster):
                    return _database_on(server.socket)
        except BaseException:
            self._membership.leave()
            raise


def _database_on(socket: Path) -> str:
    with psycopg.connect(
        host=str(socket), user=ROLE, dbname="postgres", autocommit=True
    ) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")
    return f"postgresql+psycopg://{ROLE}@/{DATABASE}?host={quote(str(socket))}"
