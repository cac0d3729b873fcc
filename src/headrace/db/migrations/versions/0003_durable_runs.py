"""durable runs"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "lane", name=op.f("pk_paces")),
    )
    op.add_column("passes", sa.Column("workspace", sa.Text(), nullable=True))
    op.add_column("passes", sa.Column("lane", sa.Text(), nullable=True))
    op.add_column("passes", sa.Column("turn", sa.Integer(), nullable=True))
    op.add_column("passes", sa.Column("attempt", sa.Integer(), server_default="1", nullable=False))
    op.add_column("passes", sa.Column("lost", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "passes", sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column("passes", sa.Column("worker", sa.Text(), nullable=True))
    op.add_column("passes", sa.Column("deadline", sa.DateTime(timezone=True), nullable=True))
    op.alter_column(
        "passes", "fence", existing_type=sa.INTEGER(), server_default=None, existing_nullable=False
    )
    op.drop_index(
        op.f("ix_passes_open"),
        table_name="passes",
        postgresql_where="(status = ANY (ARRAY['ready'::text, 'running'::text]))",
    )
    op.create_index(
        "ix_passes_active",
        "passes",
        ["workspace", "lane"],
        unique=False,
        postgresql_where=sa.text("status IN ('queued', 'running')"),
    )
    op.create_index(
        "ix_passes_deadline",
        "passes",
        ["deadline"],
        unique=False,
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(
        "ix_passes_ready",
        "passes",
        ["workspace", "lane", "turn", "run", "pass", "item"],
        unique=False,
        postgresql_where=sa.text("status = 'ready'"),
    )
    op.add_column("runs", sa.Column("asking", sa.Integer(), server_default="0", nullable=False))
    op.add_column("runs", sa.Column("max_credits", sa.BigInteger(), nullable=True))
    op.add_column("runs", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    op.add_column("steps", sa.Column("workspace", sa.Text(), nullable=True))
    op.add_column("steps", sa.Column("key", sa.Text(), nullable=True))
    op.create_index(
        "ix_steps_workspace_key",
        "steps",
        ["workspace", "key"],
        unique=False,
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    _fill()


def _fill() -> None:
    """What stands already: its workspace, one lane for all, a place in it for what has a job."""
    op.execute("""
        UPDATE passes SET workspace = runs.workspace, lane = 'local', turn = item,
               status = CASE WHEN passes.status = 'ready' THEN 'queued' ELSE passes.status END
        FROM runs WHERE runs.id = passes.run
    """)
    op.execute("UPDATE steps SET workspace = runs.workspace FROM runs WHERE runs.id = steps.run")
    op.execute("DELETE FROM passes WHERE workspace IS NULL")
    op.execute("DELETE FROM steps WHERE workspace IS NULL")
    for table, column in (
        ("passes", "workspace"),
        ("passes", "lane"),
        ("passes", "turn"),
        ("steps", "workspace"),
    ):
        op.alter_column(table, column, nullable=False)
