from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from headrace.db.metadata import metadata

# Plan and outline are JSON and not JSONB: the order of their steps means something.
runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("about", JSONB, nullable=False),
    Column("inputs", JSONB, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("outline", JSON, nullable=False),
    Column("shown", JSONB, nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("lengths", JSONB, nullable=False),
    Column("arranged", JSONB, nullable=False),
    Column("open_items", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("good", Integer, nullable=False, server_default="0"),
    Column("bad", Integer, nullable=False, server_default="0"),
    Column("last_seq", Integer, nullable=False),
    Column("quoted", BigInteger, nullable=False),
    Column("captured", BigInteger, nullable=False, server_default="0"),
    Column("released", BigInteger, nullable=False, server_default="0"),
    Column("error", JSONB),
    Column("draft", Boolean, nullable=False, server_default="false"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("finished_at", DateTime(timezone=True)),
    Index("ix_runs_workspace_id", "workspace", "id"),
    Index("ix_runs_workspace_subject_id", "workspace", "subject", "id"),
)

# No foreign keys from here to runs: checking them would lock the run's row, which every item
# of the run is about to update.
passes = Table(
    "passes",
    metadata,
    Column("run", Text, primary_key=True),
    Column("pass", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("ready_at", DateTime(timezone=True)),
    Column("heartbeat_at", DateTime(timezone=True)),
    Index(
        "ix_passes_open",
        "status",
        postgresql_where=text("status IN ('ready', 'running')"),
    ),
)

steps = Table(
    "steps",
    metadata,
    Column("run", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("outputs", JSONB, nullable=False),
    Column("error", JSONB),
    Column("finished_at", DateTime(timezone=True), nullable=False),
)
