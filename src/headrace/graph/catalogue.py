"""A node type as a builder's tools are told of it."""

from typing import Any

from pydantic import BaseModel

from headrace.graph.nodetype import NodeType
from headrace.graph.port import Port
from headrace.graph.schema import DIALECT, value_schema
from headrace.graph.values import Json, Kind


class PortCard(BaseModel):
    """An input or output. `many` takes or gives a whole list; a `fixed` one takes no wire."""

    name: str
    title: str
    help: str
    kind: Kind
    many: bool
    required: bool
    default: Json = None
    advanced: bool
    multiline: bool
    fixed: bool


def port_card(port: Port) -> PortCard:
    return PortCard(
        name=port.name,
        title=port.title,
        help=port.help,
        kind=port.kind,
        many=port.many,
        required=port.required,
        default=port.default,
        advanced=port.advanced,
        multiline=port.limits.multiline,
        fixed=port.fixed,
    )


def schema_of_node(node_type: NodeType) -> dict[str, Any]:
    """The node's settings as JSON Schema; any of them may come over a wire instead."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {port.name: _property(port) for port in node_type.inputs},
        "additionalProperties": node_type.more_inputs is not None,
    }


def _property(port: Port) -> dict[str, Any]:
    notes = {"title": port.title, "description": port.help, "default": port.default}
    told = {name: note for name, note in notes.items() if note not in (None, "")}
    return value_schema(port.kind, port.limits, many=port.many) | told
