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
    Column("asking", Integer, nullable=False, server_default="0"),
    Column("max_credits", BigInteger),
    Column("edition", Integer, nullable=False, server_default="1"),
    Column("error", JSONB),
    Column("draft", Boolean, nullable=False, server_default="false"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("finished_at", DateTime(timezone=True)),
    Index("ix_runs_workspace_id", "workspace", "id"),
    Index("ix_runs_workspace_subject_id", "workspace", "subject", "id"),
    Index("ix_runs_waiting", "workspace", "id", postgresql_where=text("status = 'waiting'")),
)

# No foreign keys from here to runs: checking them would lock the run's row, which every item
# of the run is about to update.
passes = Table(
    "passes",
    metadata,
    Column("run", Text, primary_key=True),
    Column("pass", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="1"),
    Column("lost", Integer, nullable=False, server_default="0"),
    Column("answer", JSONB),
    Column("deadline", DateTime(timezone=True)),
    Column("ready_at", DateTime(timezone=True)),
    Column("heartbeat_at", DateTime(timezone=True)),
    Column("worker", Text),
    Index(
        "ix_passes_ready",
        "workspace",
        "lane",
        "turn",
        "run",
        "pass",
        "item",
        postgresql_where=text("status = 'ready'"),
    ),
    Index(
        "ix_passes_active",
        "workspace",
        "lane",
        postgresql_where=text("status IN ('queued', 'running')"),
    ),
    Index("ix_passes_deadline", "deadline", postgresql_where=text("status = 'waiting'")),
)
"""`blocked` by others, `waiting` for a person, `ready` for room in its lane, `queued`,
`running`, `done` or `cancelled`."""

paces = Table(
    "paces",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("lane", Text, primary_key=True),
    Column("next_at", DateTime(timezone=True), nullable=False),
)
"""When the next call of a lane with a rate may begin."""

steps = Table(
    "steps",
    metadata,
    Column("run", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("key", Text),
    Column("status", Text, nullable=False),
    Column("outputs", JSONB, nullable=False),
    Column("error", JSONB),
    Column("finished_at", DateTime(timezone=True), nullable=False),
    Index(
        "ix_steps_workspace_key",
        "workspace",
        "key",
        postgresql_where=text("key IS NOT NULL"),
    ),
)
"""`succeeded`, `failed`, `skipped`, or `replaced` by what a resumed run does instead. A key
stands where the work was really done."""
