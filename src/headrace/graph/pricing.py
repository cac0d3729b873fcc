"""What a step costs: its node type's price, or that of the model it asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from headrace.graph.asking import Capability
from headrace.graph.nodetype import NodeType
from headrace.graph.values import Json


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What a plan must know of a model. `price` is in whole credits for one text or picture."""

    price: int
    capabilities: frozenset[Capability]


Models = Mapping[str, ModelFacts]
"""The models that can be asked, by id: `local/llama3`."""


def provider_of(model: str) -> str:
    """`local/llama3` → `local`."""
    return model.partition("/")[0]


@dataclass(frozen=True, slots=True)
class StepPrice:
    """Whole credits for one item, and the provider who is paid."""

    credits: int
    provider: str | None = None


def price_of(node_type: NodeType, settings: Mapping[str, Json], models: Models) -> StepPrice:
    """The settings must have been checked: they name a model that is known."""
    if node_type.capability is None:
        return StepPrice(node_type.price)
    model = str(settings["model"])
    return StepPrice(models[model].price * how_many(node_type, settings), provider_of(model))


def how_many(node_type: NodeType, settings: Mapping[str, Json]) -> int:
    """How many texts or pictures one item of the step makes."""
    port = node_type.inputs_with(settings).get("count")
    if port is None:
        return 1
    written = settings.get("count")
    return int(port.default if written is None else written)
