"""Spaces as the API shows them."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class SpaceCard(BaseModel):
    """A space in a list."""

    id: str
    name: str
    created_at: datetime
    updated_at: datetime


class Space(SpaceCard):
    """A space with its graph. `revision` counts its edits; it is the ETag."""

    revision: int
    document: dict[str, Any]
