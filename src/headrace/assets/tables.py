from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from headrace.db.metadata import metadata

assets = Table(
    "assets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("blob", Text, nullable=False, index=True),
    Column("mime", Text, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("bytes", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("origin", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("deleted_at", DateTime(timezone=True)),
    Index("ix_assets_workspace_id", "workspace", "id"),
)

thumbnails = Table(
    "thumbnails",
    metadata,
    Column("blob", Text, primary_key=True),
    Column("width", Integer, primary_key=True),
    Column("thumbnail", Text, nullable=False, index=True),
    Column("bytes", BigInteger, nullable=False),
)
"""Nobody's in particular: reached only through an asset that shows the blob."""
