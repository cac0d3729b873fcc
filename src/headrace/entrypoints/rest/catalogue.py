"""The node types a builder can place."""

from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from headrace.access.policy import require
from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.asked import house_of
from headrace.entrypoints.rest.auth import Acting
from headrace.entrypoints.rest.route import router
from headrace.graph.asking import Capability
from headrace.graph.catalogue import PortCard, port_card, schema_of_node
from headrace.graph.nodetype import NodeType

routes = router("Catalogue")


class NodeTypeCard(BaseModel):
    """A node type: its ports, its settings as JSON Schema, its price per item in credits.

    One with a `capability` asks a model for it and costs what that model does.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    type: str
    version: int
    title: str
    category: str
    description: str
    local: bool
    price: int
    capability: Capability | None
    inputs: list[PortCard]
    outputs: list[PortCard]
    schema_: dict[str, Any] = Field(serialization_alias="schema")


class Catalogue(BaseModel):
    items: list[NodeTypeCard]
    next: None = None


@routes.get("/v1/node-types", response_model=Catalogue)
async def list_node_types(request: Request, actor: Acting) -> Response:
    """Every node type in its newest version."""
    require(actor, "catalogue.read")
    return answer(Catalogue(items=[_card(t) for t in house_of(request).registry.newest()]))


def _card(node_type: NodeType) -> NodeTypeCard:
    return NodeTypeCard(
        type=node_type.id,
        version=node_type.version,
        title=node_type.title,
        category=node_type.category,
        description=node_type.description,
        local=node_type.local,
        price=node_type.price,
        capability=node_type.capability,
        inputs=[port_card(port) for port in node_type.inputs],
        outputs=[port_card(port) for port in node_type.outputs],
        schema_=schema_of_node(node_type),
    )
