"""Bring a database to the newest shape of our tables."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

_LOCK = 0x4845_4144  # any number that nothing else locks


def migrate(url: str) -> None:
    """Apply every migration that is missing, in one transaction: all of them or none.

    Safe when several processes start at once: the others wait and find nothing to do.
    """
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            config = alembic_config(connection)
            applied = MigrationContext.configure(connection).get_current_heads()
            if applied != tuple(ScriptDirectory.from_config(config).get_heads()):
                command.upgrade(config, "head")
    finally:
        engine.dispose()


def is_known(revision: str) -> bool:
    """Whether a database in this shape can be brought to the newest."""
    script = ScriptDirectory(str(files("headrace.db") / "migrations"))
    return revision in {step.revision for step in script.walk_revisions()}


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings; our `env.py` works on the given connection and its transaction."""
    config = Config()
    config.set_main_option("script_location", str(files("headrace.db") / "migrations"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
