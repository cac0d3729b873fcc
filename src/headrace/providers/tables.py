from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from headrace.db.metadata import metadata

providers = Table(
    "providers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("base_url", Text, nullable=False),
    Column("key_sealed", LargeBinary),
    Column("key_ending", Text),
    Column("concurrency", Integer, nullable=False),
    Column("per_minute", Integer),
    Column("models", JSONB, nullable=False),
    Column("listed_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("concurrency BETWEEN 1 AND 64", name="concurrency"),
    CheckConstraint("per_minute > 0", name="per_minute"),
    Index("uq_providers_workspace_name", "workspace", "name", unique=True),
)

model_prices = Table(
    "model_prices",
    metadata,
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("model", Text, nullable=False),
    Column("price", Integer, nullable=False),
    Column("capabilities", ARRAY(Text)),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("workspace", "model"),
    CheckConstraint("price >= 0", name="price"),
)
"""What an admin said of a model, by its id `name/model`; without capabilities, only its price."""
