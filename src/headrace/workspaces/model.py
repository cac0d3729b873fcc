"""Shapes of workspaces, members and keys."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from headrace.kernel.actor import Role, Scope

LONGEST_NAME = 100
"""Characters of a key's name."""


class Workspace(BaseModel):
    id: str
    name: str


class Member(BaseModel):
    id: str
    workspace: str
    name: str
    role: Role


class Key(BaseModel):
    """A program's credential, without its secret."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    name: str
    scope: Scope
    """What the key may do: `run` flows, also `build` them, or also `admin` the workspace."""
    prefix: str
    """The key's first characters, to tell keys apart."""
    created_at: datetime
    last_used_at: datetime | None = None
    """To the minute."""


class IssuedKey(Key):
    """A key that was just made; the only time its secret is shown."""

    key: str = Field(description="The secret itself: `hr_…`. Keep it; it is not shown again.")
