"""The queue's own tables and functions."""

from importlib.resources import files

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    schema = (files("procrastinate") / "sql" / "schema.sql").read_text()
    # Many statements, with percent signs that are no parameters.
    op.get_bind().exec_driver_sql(schema, execution_options={"no_parameters": True})
