"""A node type: typed inputs, typed outputs, a price and a function, declared in one file.

    @node("image.resize", version=1, title="Resize", category="image", local=True)
    async def resize(inputs: Inputs, context: Context) -> Outputs: ...

Form, schema, canvas card, catalogue and quote are read from the declaration.
"""

import inspect
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol, get_type_hints

from pydantic import BaseModel, ConfigDict, Field

from headrace.graph.asking import Answer, Capability, Picture, Request
from headrace.graph.port import Limits, OpenPorts, Port, Ports, field, ports_of
from headrace.graph.values import Image, Json, Query

__all__ = [
    "MODEL_QUEUE",
    "PATIENT",
    "Context",
    "Limits",
    "NodeType",
    "OpenPorts",
    "Port",
    "Ports",
    "Registry",
    "field",
    "node",
]


class Context(Protocol):
    """All a node may ask of the house."""

    @property
    def answer(self) -> Json:
        """What a person said, for a node type that asks."""
        ...

    async def look(self, query: Query) -> Json:
        """The answer to a question about a picture; raises when it cannot be decoded."""
        ...

    async def progress(self, done: float) -> None:
        """Tell how far the work is, from 0 to 1."""
        ...

    async def ask(self, capability: Capability, model: str, request: Request) -> Answer:
        """What the model answers. Only the model the step's own setting names can be asked.

        Raises `TryAgain` when it may work later, another `HeadraceError` when it will not.
        """
        ...

    async def read(self, image: Image) -> Picture:
        """The picture encoded, without its metadata; raises when it cannot be decoded."""
        ...

    async def keep(self, data: bytes) -> Image:
        """A picture of bytes from outside, looked at as an upload is; it becomes an asset."""
        ...


LOCAL_QUEUE = "local"
"""The queue of steps that need nothing but this machine."""
MODEL_QUEUE = "models"
"""The queue of steps that ask models."""

Asks = Literal["pick", "approve", "edit"]
"""What a person is asked before the step goes on: one of its options, yes or no, a text."""


class Policy(BaseModel):
    """How often a step is tried while trying again may help, and how long one try may take."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attempts: Annotated[int, Field(ge=1, le=20)] = 1
    seconds: Annotated[float, Field(gt=0, le=86_400)] | None = None


ONCE = Policy()
PATIENT = Policy(attempts=6, seconds=600)
"""For steps that call somebody else's server."""

PortsOfSettings = Callable[[Mapping[str, Json]], tuple[Port, ...]]
LengthOfSettings = Callable[[Mapping[str, Json]], int]
"""How many values a source of lists gives, with these settings."""
Function = Callable[[Any, Context], Awaitable[Ports]]


def _all_items(settings: Mapping[str, Json]) -> int:
    return len(settings["items"])


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of step. `local` steps run in the house, need no vendor and are fused.

    One that `asks` waits for a person, and then finds the answer in its context. One with a
    `capability` asks a model for it, which its input `model` names, and costs what that model
    does; an input `count` says how many times. `queue` names the workers that take it.
    """

    id: str
    version: int
    title: str
    category: str
    description: str
    local: bool
    price: int
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    inputs_model: type[Ports]
    run: Function
    more_inputs: PortsOfSettings | None = None
    asks: Asks | None = None
    queue: str = LOCAL_QUEUE
    policy: Policy = ONCE
    length: LengthOfSettings = _all_items
    capability: Capability | None = None

    def inputs_with(self, settings: Mapping[str, Json]) -> dict[str, Port]:
        """Every input by name, those included that only these settings bring about."""
        found = {port.name: port for port in self.inputs}
        if self.more_inputs:
            found |= {p.name: p for p in self.more_inputs(settings) if p.name not in found}
        return found


def node(
    id: str,
    *,
    version: int,
    title: str,
    category: str,
    local: bool = False,
    price: int = 0,
    more_inputs: PortsOfSettings | None = None,
    asks: Asks | None = None,
    queue: str = LOCAL_QUEUE,
    policy: Policy = ONCE,
    length: LengthOfSettings = _all_items,
    capability: Capability | None = None,
) -> Callable[[Function], NodeType]:
    """Declares the function as a node type; its docstring describes it to builders."""

    def declare(function: Function) -> NodeType:
        hints = get_type_hints(function)
        inputs = hints[next(iter(inspect.signature(function).parameters))]
        return NodeType(
            id=id,
            version=version,
            title=title,
            category=category,
            description=" ".join((function.__doc__ or "").split()),
            local=local,
            price=price,
            inputs=ports_of(inputs),
            outputs=ports_of(hints["return"]),
            inputs_model=inputs,
            run=function,
            more_inputs=more_inputs,
            asks=asks,
            queue=queue,
            policy=policy,
            length=length,
            capability=capability,
        )

    return declare


_REFERENCE = re.compile(r"(?P<id>[a-z0-9_.-]+?)(?:@(?P<version>[1-9][0-9]{0,8}))?")


class Registry:
    """Every node type there is, by id and version."""

    def __init__(self, node_types: Iterable[NodeType]) -> None:
        self._versions: dict[str, dict[int, NodeType]] = {}
        for node_type in node_types:
            versions = self._versions.setdefault(node_type.id, {})
            if node_type.version in versions:
                raise ValueError(f"two node types are called {node_type.id}@{node_type.version}")
            versions[node_type.version] = node_type

    def find(self, reference: str) -> NodeType | None:
        """`image.resize@2`, or `image.resize` for the newest; None when unknown."""
        match = _REFERENCE.fullmatch(reference)
        versions = self._versions.get(match["id"]) if match else None
        if not match or not versions:
            return None
        return versions.get(int(match["version"] or max(versions)))

    def newest(self) -> list[NodeType]:
        """The newest version of each, by category and title."""
        found = [versions[max(versions)] for versions in self._versions.values()]
        return sorted(found, key=lambda t: (t.category, t.title))
