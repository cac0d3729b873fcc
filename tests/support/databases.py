"""One PostgreSQL for the whole test run, one database for each test."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from headrace.db.bundled import Bundled
from headrace.db.migrate import migrate
from headrace.db.sharing import alone

_TEMPLATE = "template_headrace"


@contextmanager
def server_shared_by_workers(folder: Path) -> Generator[str]:
    """The URL of a server in `folder`; the first worker starts it, the last one stops it."""
    server = Bundled(folder)
    url = server.start()
    try:
        with alone(folder / "template.lock"):
            _make_template(url)
        yield url
    finally:
        server.stop()


@contextmanager
def database_of_its_own(server: str, *, migrated: bool = True) -> Generator[str]:
    """The URL of a new database, migrated or empty; it is gone afterwards."""
    name = f"test_{uuid4().hex}"
    _do(server, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
    try:
        yield _beside(server, name)
    finally:
        _do(server, f"DROP DATABASE {name} WITH (FORCE)")


def _make_template(server: str) -> None:
    # Tests lose nothing in a power cut.
    _do(server, "ALTER SYSTEM SET fsync = off")
    _do(server, "SELECT pg_reload_conf()")
    with psycopg.connect(_plain(server)) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE])
        if known.fetchone():
            return
    _do(server, f"CREATE DATABASE {_TEMPLATE}")
    migrate(_beside(server, _TEMPLATE))


def _do(server: str, statement: str) -> None:
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(statement.encode())


def _beside(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
