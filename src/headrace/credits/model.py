"""Shapes of balance and ledger."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Balance(BaseModel):
    """Credits of a workspace; granted = available + held + spent."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    available: int
    """What new work may cost."""
    held: int
    """Set aside for work under way."""
    spent: int
    """What finished work has cost."""


class Entry(BaseModel):
    """One movement in the ledger; entries are never changed."""

    id: str
    kind: Literal["grant", "hold", "capture", "release"]
    amount: int
    run: str | None
    step: str | None
    note: str
    created_at: datetime
