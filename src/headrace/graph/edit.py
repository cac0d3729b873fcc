"""Exact operations on a space document: all of them, or none."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from headrace.graph.compatible import refusal
from headrace.graph.document import (
    Closed,
    Edge,
    Endpoint,
    Name,
    Node,
    NodeId,
    Point,
    SpaceDocument,
    split_endpoint,
)
from headrace.graph.nodetype import Port, Registry
from headrace.graph.shape import Nested, shapes_of
from headrace.graph.values import Json
from headrace.graph.wires import order_of, wires_of


class AddNode(Closed):
    op: Literal["add_node"]
    node: Node


class RemoveNode(Closed):
    op: Literal["remove_node", "remove"]
    node: NodeId


class Connect(Closed):
    op: Literal["connect"]
    source: Endpoint = Field(alias="from")
    target: Endpoint = Field(alias="to")


class Disconnect(Closed):
    """Without `from`, every wire into the input goes."""

    op: Literal["disconnect"]
    target: Endpoint = Field(alias="to")
    source: Endpoint | None = Field(None, alias="from")


class SetValues(Closed):
    """Settings are merged; null takes one away."""

    op: Literal["set"]
    node: NodeId
    values: dict[Annotated[str, Field(max_length=64)], Json]


class Move(Closed):
    op: Literal["move"]
    node: NodeId
    at: Point


class Rename(Closed):
    op: Literal["rename"]
    node: NodeId
    title: Name


class NameSpace(Closed):
    op: Literal["name"]
    name: Name


Operation = Annotated[
    AddNode | RemoveNode | Connect | Disconnect | SetValues | Move | Rename | NameSpace,
    Field(discriminator="op"),
]


class Refused(Exception):
    """The operation at `index` cannot be done; nothing was."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index
        self.message = message


def edit(
    document: SpaceDocument,
    operations: Sequence[Operation],
    registry: Registry,
    nested: Nested,
) -> SpaceDocument:
    """A new document with every operation done in order; raises `Refused` otherwise."""
    edited = document.model_copy(deep=True)
    for index, operation in enumerate(operations):
        try:
            _apply(edited, operation, registry, nested)
        except LookupError as error:
            raise Refused(index, str(error.args[0])) from None
    return edited


def _apply(
    document: SpaceDocument, operation: Operation, registry: Registry, nested: Nested
) -> None:
    match operation:
        case AddNode():
            if any(node.id == operation.node.id for node in document.nodes):
                raise LookupError(f"There is already a node called {operation.node.id}.")
            document.nodes.append(operation.node)
        case RemoveNode():
            document.nodes.remove(_node(document, operation.node))
            document.edges = [e for e in document.edges if operation.node not in _ends(e)]
        case Connect():
            _connect(document, operation, registry, nested)
        case Disconnect():
            _disconnect(document, operation)
        case SetValues():
            values = _node(document, operation.node).values
            values |= operation.values
            for name in [name for name, value in operation.values.items() if value is None]:
                del values[name]
        case Move():
            _node(document, operation.node).at = operation.at
        case Rename():
            _node(document, operation.node).title = operation.title
        case NameSpace():
            document.name = operation.name


def _node(document: SpaceDocument, id: str) -> Node:
    for node in document.nodes:
        if node.id == id:
            return node
    raise LookupError(f"There is no node called {id}.")


def _ends(edge: Edge) -> tuple[str, str]:
    return split_endpoint(edge.source)[0], split_endpoint(edge.target)[0]


def _connect(document: SpaceDocument, wire: Connect, registry: Registry, nested: Nested) -> None:
    for endpoint in (wire.source, wire.target):
        _node(document, split_endpoint(endpoint)[0])
    shapes = shapes_of(document, registry, nested)
    output = _port(wire.source, {id: shape.outputs for id, shape in shapes.items()})
    input = _port(wire.target, {id: shape.inputs for id, shape in shapes.items()})
    if reason := refusal(output.kind, input.kind):
        raise LookupError(f"{wire.source} does not fit {wire.target}: {reason}.")
    if not input.many:
        document.edges = [edge for edge in document.edges if edge.target != wire.target]
    document.edges.append(Edge(source=wire.source, target=wire.target))
    if order_of((node.id for node in document.nodes), wires_of(document)).cyclic:
        raise LookupError(f"{wire.source} → {wire.target} would make a circle.")


def _port(endpoint: str, ports: Mapping[str, Mapping[str, Port]]) -> Port:
    node, name = split_endpoint(endpoint)
    found = ports.get(node, {}).get(name)
    if found is None:
        raise LookupError(f"There is no port called {endpoint}.")
    return found


def _disconnect(document: SpaceDocument, wire: Disconnect) -> None:
    kept = [
        edge
        for edge in document.edges
        if edge.target != wire.target or wire.source not in (None, edge.source)
    ]
    if len(kept) == len(document.edges):
        raise LookupError(f"No wire enters {wire.target}.")
    document.edges = kept
