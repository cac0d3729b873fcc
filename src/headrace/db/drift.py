"""What the tables in the code and the migrations disagree on, for those who change tables."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import MetaData, create_engine

from headrace.db.migrate import alembic_config


def drift(url: str, metadata: MetaData) -> list[str]:
    """Each difference between the migrated database at `url` and `metadata`, one line each."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_name": is_ours, "compare_server_default": True}
            )
            return [str(difference) for difference in compare_metadata(context, metadata)]
    finally:
        engine.dispose()


def draft(url: str, metadata: MetaData, message: str) -> Path | None:
    """Write the migration that leads from the migrated database at `url` to `metadata`.

    None when they agree already.
    """
    if not drift(url, metadata):
        return None
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            config = alembic_config(connection)
            config.attributes["metadata"] = metadata
            config.attributes["include_name"] = is_ours
            known = ScriptDirectory.from_config(config).walk_revisions()
            number = f"{len(list(known)) + 1:04}"
            made = command.revision(config, message, autogenerate=True, rev_id=number)
    finally:
        engine.dispose()
    if not isinstance(made, Script):
        raise RuntimeError("no migration was written")
    path = Path(made.path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line))
    return path


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """False for what the queue's own schema brings."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))
