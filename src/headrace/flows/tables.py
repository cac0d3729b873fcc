from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from headrace.db.metadata import metadata

flows = Table(
    "flows",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("space", Text, ForeignKey("spaces.id"), nullable=False),
    Column("slug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("tags", ARRAY(Text), nullable=False),
    Column("cover", Text),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("deleted_at", DateTime(timezone=True)),
    Index(
        "uq_flows_workspace_slug",
        "workspace",
        "slug",
        unique=True,
        postgresql_where=text("deleted_at IS NULL"),
    ),
    Index("uq_flows_space", "space", unique=True),
)

flow_versions = Table(
    "flow_versions",
    metadata,
    Column("flow", Text, ForeignKey("flows.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("form", JSONB, nullable=False),
    Column("credits", BigInteger, nullable=False),
    Column("at_most", BigInteger, nullable=False),
    Column("generations", Integer, nullable=False),
    Column("egress", JSONB, nullable=False, server_default=text("'[]'")),
    Column("notes", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("flow", "version"),
)
