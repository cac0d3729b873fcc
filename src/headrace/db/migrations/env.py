"""Run by Alembic: works on the connection and in the transaction it is given."""

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given.get("metadata"),
    include_name=given.get("include_name"),
    compare_server_default=True,
)
context.run_migrations()
