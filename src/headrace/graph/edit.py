"""Exact operations on a space document: all of them, or none."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from headrace.graph.document import (
    Closed,
    Endpoint,
    Name,
    Node,
    NodeId,
    Point,
    SpaceDocument,
    split_endpoint,
)
from headrace.graph.nodetype import Registry
from headrace.graph.shape import Nested
from headrace.graph.values import Json
from headrace.graph.wiring import Wiring


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
    wiring = Wiring(edited, registry, nested)
    for index, operation in enumerate(operations):
        try:
            _apply(edited, operation, wiring)
        except LookupError as error:
            raise Refused(index, str(error.args[0])) from None
    return edited


def _apply(document: SpaceDocument, operation: Operation, wiring: Wiring) -> None:
    match operation:
        case AddNode():
            if any(node.id == operation.node.id for node in document.nodes):
                raise LookupError(f"There is already a node called {operation.node.id}.")
            document.nodes.append(operation.node)
            wiring.node_changed(operation.node)
        case RemoveNode():
            document.nodes.remove(_node(document, operation.node))
            wiring.remove_node(operation.node)
        case Connect():
            for endpoint in (operation.source, operation.target):
                _node(document, split_endpoint(endpoint)[0])
            wiring.connect(operation.source, operation.target)
        case Disconnect():
            wiring.disconnect(operation.target, operation.source)
        case SetValues():
            node = _node(document, operation.node)
            _set(node, operation)
            wiring.node_changed(node)
        case Move():
            _node(document, operation.node).at = operation.at
        case Rename():
            _node(document, operation.node).title = operation.title
        case NameSpace():
            document.name = operation.name


def _set(node: Node, operation: SetValues) -> None:
    merged = node.values | operation.values
    node.values = {name: value for name, value in merged.items() if value is not None}


def _node(document: SpaceDocument, id: str) -> Node:
    for node in document.nodes:
        if node.id == id:
            return node
    raise LookupError(f"There is no node called {id}.")
