"""Workspaces and credentials. Of a secret only its SHA-256 is ever stored."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    LargeBinary,
    Table,
    Text,
)

from headrace.db.metadata import metadata


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _workspace() -> Column[str]:
    return Column("workspace", Text, ForeignKey("workspaces.id"), nullable=False, index=True)


workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    _moment("created_at"),
)

members = Table(
    "members",
    metadata,
    Column("id", Text, primary_key=True),
    _workspace(),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    _moment("created_at"),
    CheckConstraint("role IN ('owner', 'admin', 'builder', 'runner')", name="role"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text, primary_key=True),
    _workspace(),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    _moment("created_at"),
    _moment("last_used_at", nullable=True),
    _moment("revoked_at", nullable=True),
    CheckConstraint("scope IN ('run', 'build', 'admin')", name="scope"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("id", Text, primary_key=True),
    _workspace(),
    Column("member", Text, ForeignKey("members.id"), nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    _workspace(),
    Column("member", Text, ForeignKey("members.id"), nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("revoked_at", nullable=True),
)
