"""The space document: the one graph format of storage, editor, API, command line and git."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from headrace.graph.values import Json

MAX_NODES = 2_000
MAX_EDGES = 10_000
NAME_LENGTH = 200

_NODE_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
_KEY = r"^[A-Za-z][A-Za-z0-9_-]{0,63}$"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ENDPOINT = re.compile(r"^(?P<node>[A-Za-z0-9][A-Za-z0-9_-]{0,63})\.(?P<port>[^\s.][^.]{0,63})$")


def _is_endpoint(text: str) -> str:
    if not _ENDPOINT.match(text):
        raise ValueError("Write it as node.port")
    return text


NodeId = Annotated[str, Field(pattern=_NODE_ID)]
Endpoint = Annotated[str, Field(max_length=130), AfterValidator(_is_endpoint)]
Name = Annotated[str, Field(max_length=NAME_LENGTH)]
Coordinate = int | Annotated[float, Field(allow_inf_nan=False)]
# JSON has lists only, which strictness would not take for a pair.
Point = Annotated[tuple[Coordinate, Coordinate], Field(strict=False)]


def split_endpoint(endpoint: str) -> tuple[str, str]:
    """`photo.image` → (`photo`, `image`)."""
    node, _, port = endpoint.partition(".")
    return node, port


class Closed(BaseModel):
    """Members that are not known, or of another type, are refused: nothing changes in silence."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Node(Closed):
    """A node type placed in a space. `values` are the settings that no wire brings."""

    id: NodeId
    type: Annotated[str, Field(max_length=100)]
    title: Name | None = None
    values: dict[Annotated[str, Field(max_length=64)], Json] = Field(default_factory=dict)
    at: Point = (0, 0)
    pairing: Literal["pair", "combine"] | None = None
    fresh: bool | None = None
    """Whether it is done anew in every run, though nothing has changed."""
    attempts: Annotated[int, Field(ge=1, le=20)] | None = None
    """How often it is tried when its provider is busy or away; by default what its type says."""
    timeout: Annotated[float, Field(gt=0, le=86_400)] | None = None
    """Seconds one try may take."""


class Edge(Closed):
    """An output meeting an input."""

    source: Endpoint = Field(validation_alias="from", serialization_alias="from")
    target: Endpoint = Field(validation_alias="to", serialization_alias="to")


class Frame(Closed):
    """A titled area of the canvas that carries the nodes inside it."""

    id: NodeId
    title: Name = ""
    colour: Annotated[str, Field(max_length=20)] | None = None
    at: Point = (0, 0)
    size: Point = (400, 300)
    nodes: list[NodeId] = Field(default_factory=list[str])


class Note(Closed):
    """A sticky note."""

    id: NodeId
    text: Annotated[str, Field(max_length=10_000)] = ""
    colour: Annotated[str, Field(max_length=20)] | None = None
    at: Point = (0, 0)
    size: Point = (200, 160)


class FieldSection(Closed):
    """An input of the graph that a runner fills in."""

    key: Annotated[str, Field(pattern=_KEY)]
    port: Endpoint
    label: Name = ""
    help: Annotated[str, Field(max_length=1_000)] = ""
    placeholder: Name = ""
    default: Json = None
    required: bool | None = None
    group: Name = ""
    advanced: bool = False
    multiline: bool | None = None
    """Whether a text is asked for in several lines; by default when its default has some."""
    example: Json = None


class ResultSection(Closed):
    """An output of the graph that a runner is shown."""

    key: Annotated[str, Field(pattern=_KEY)]
    port: Endpoint
    label: Name = ""
    display: Literal["hero", "gallery", "before_after", "text", "table"] | None = None
    before: Annotated[str, Field(pattern=_KEY)] | None = None
    """For `before_after`: the field whose picture stands on the left."""


class FlowSection(Closed):
    """What publishing freezes besides the graph."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
    slug: Annotated[str, Field(pattern=_SLUG, max_length=80)] | None = None
    description: Annotated[str, Field(max_length=5_000)] = ""
    category: Annotated[str, Field(max_length=60)] = ""
    tags: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(
        default_factory=list[str], max_length=20
    )
    cover: Annotated[str, Field(max_length=200)] | None = None
    fields: list[FieldSection] = Field(default_factory=list[FieldSection], max_length=200)
    results: list[ResultSection] = Field(default_factory=list[ResultSection], max_length=100)


class SpaceDocument(Closed):
    """A whole space. Its form is checked here; whether it holds together, in `check`."""

    headrace: Literal[1] = 1
    name: Name = "Untitled space"
    nodes: list[Node] = Field(default_factory=list[Node], max_length=MAX_NODES)
    edges: list[Edge] = Field(default_factory=list[Edge], max_length=MAX_EDGES)
    frames: list[Frame] = Field(default_factory=list[Frame], max_length=500)
    notes: list[Note] = Field(default_factory=list[Note], max_length=500)
    flow: FlowSection | None = None

    def as_json(self) -> dict[str, Any]:
        """The document as it is stored and exchanged: nothing written that says nothing."""
        return self.model_dump(by_alias=True, exclude_none=True, mode="json")
