"""Problems of the models that steps ask: whether they are known, and can do it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from headrace.graph.accept import is_empty
from headrace.graph.asking import Capability
from headrace.graph.document import SpaceDocument, split_endpoint
from headrace.graph.nodetype import NodeType, Registry
from headrace.graph.pricing import Models
from headrace.graph.problem import Problem
from headrace.graph.shape import Nested, flow_reference, is_flow
from headrace.graph.values import Json

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A step's model setting. `node` is the placed node that has it, or has it inside;
    `field` the question that is answered with it."""

    node: str
    node_type: NodeType
    capability: Capability
    model: Json
    field: str | None


def check_models(
    document: SpaceDocument,
    registry: Registry,
    nested: Nested,
    models: Models,
    answers: Mapping[str, Json],
) -> Iterator[Problem]:
    """`answers` are those of the flow section's fields; nested flows are looked into.

    A model that nothing gives, and one that comes by wire, are problems of their inputs.
    """
    for asked in models_asked(document, registry, nested, answers):
        if is_empty(asked.model) and asked.field is None:
            continue
        known = models.get(asked.model) if isinstance(asked.model, str) else None
        if known is None or asked.capability not in known.capabilities:
            yield Problem(
                code="model.unknown",
                node=asked.node,
                port="model",
                field=asked.field,
                message=_advice(asked, models),
            )


def models_asked(
    document: SpaceDocument,
    registry: Registry,
    nested: Nested,
    answers: Mapping[str, Json],
) -> Iterator[Asked]:
    """Every step that asks a model, those of nested flows included."""
    wired = {edge.target for edge in document.edges}
    fields = {field.port: field.key for field in document.flow.fields} if document.flow else {}
    for node in document.nodes:
        given = {
            split_endpoint(port)[1]: answers[key]
            for port, key in fields.items()
            if split_endpoint(port)[0] == node.id and key in answers
        }
        values = node.values | given
        if is_flow(node):
            if inner := nested.get(flow_reference(node.values)):
                inside = models_asked(inner, registry, nested, defaults_of(inner) | values)
                for asked in inside:
                    if f"{node.id}.{asked.field}" in wired:
                        continue
                    field = fields.get(f"{node.id}.{asked.field}")
                    yield Asked(node.id, asked.node_type, asked.capability, asked.model, field)
        elif f"{node.id}.model" in wired:
            continue
        elif (found := registry.find(node.type)) and found.capability:
            field = fields.get(f"{node.id}.model")
            yield Asked(node.id, found, found.capability, values.get("model"), field)


def defaults_of(document: SpaceDocument) -> dict[str, Json]:
    """The answers of a flow section whose fields nobody filled in."""
    fields = document.flow.fields if document.flow else []
    return {field.key: field.default for field in fields if field.default is not None}


def _advice(asked: Asked, models: Models) -> str:
    able = sorted(id for id, facts in models.items() if asked.capability in facts.capabilities)
    if not able:
        return (
            f"No model is connected that can do {asked.capability}. "
            "An admin connects a provider first."
        )
    more = f" and {len(able) - _NAMED} more" if len(able) > _NAMED else ""
    choices = f"Choose one of: {', '.join(able[:_NAMED])}{more}."
    if is_empty(asked.model):
        return f"{asked.node_type.title} needs a model before it has a price. {choices}"
    if asked.model in models:
        return f"{asked.model} cannot do {asked.capability}. {choices}"
    return f"There is no model called {asked.model}. {choices}"
