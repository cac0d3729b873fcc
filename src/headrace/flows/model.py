"""Flows as the API shows them: nothing of what is behind the door."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from headrace.graph.document import FlowSection
from headrace.graph.form import FormField, FormResult
from headrace.graph.leaving import Leaving
from headrace.graph.quote import Certainty

MAX_VERSION = 2**31 - 1
"""The largest version number that can be kept."""


class Price(BaseModel):
    """Whole credits for one run with the default answers."""

    credits: int
    certainty: Certainty


class FlowCard(BaseModel):
    """A flow in the gallery. `generations` counts the steps that make something."""

    id: str
    slug: str
    name: str
    description: str
    category: str
    tags: list[str]
    cover: str | None
    version: int
    price: Price
    generations: int
    updated_at: datetime


class Flow(FlowCard):
    """A flow with its form. `egress` says which providers receive which answers."""

    model_config = ConfigDict(serialize_by_alias=True)

    fields: list[FormField]
    results: list[FormResult]
    schema_: dict[str, Any] = Field(serialization_alias="schema")
    egress: list[Leaving]


class FlowVersion(BaseModel):
    """One publication."""

    version: int
    notes: str
    created_at: datetime


class Publication(FlowSection):
    """What to publish. Members left out are taken from the space's own flow section."""

    name: Annotated[str, Field(max_length=200)] = ""
    notes: Annotated[str, Field(max_length=5_000)] = ""
