"""The ledger, and the two sums kept beside it so that one statement can decide.

Every entry moves its amount between two accounts of a workspace:

    grant    the house → available
    hold     available → held
    capture  held      → spent
    release  held      → available
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Table,
    Text,
    text,
)

from headrace.db.metadata import metadata

credit_accounts = Table(
    "credit_accounts",
    metadata,
    Column("workspace", Text, ForeignKey("workspaces.id"), primary_key=True),
    Column("available", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False),
    CheckConstraint("available >= 0", name="available"),
    CheckConstraint("held >= 0", name="held"),
    CheckConstraint("spent >= 0", name="spent"),
)

credit_holds = Table(
    "credit_holds",
    metadata,
    Column("run", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("remaining", BigInteger, nullable=False),
    CheckConstraint("remaining >= 0", name="remaining"),
)

credit_entries = Table(
    "credit_entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("run", Text, index=True),
    Column("step", Text),
    Column("note", Text, nullable=False, server_default=""),
    Column("created_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("kind IN ('grant', 'hold', 'capture', 'release')", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("(kind = 'grant') = (run IS NULL)", name="run"),
    CheckConstraint("(kind = 'capture') = (step IS NOT NULL)", name="step"),
    Index("ix_credit_entries_workspace_id", "workspace", "id"),
    Index(
        "uq_credit_entries_capture",
        "run",
        "step",
        unique=True,
        postgresql_where=text("kind = 'capture'"),
    ),
)
