"""The models that the steps of a graph ask."""

from collections.abc import Mapping

from headrace.db.work import Work
from headrace.graph.check_models import check_models
from headrace.graph.document import SpaceDocument
from headrace.graph.nodetype import Registry
from headrace.graph.pricing import Models
from headrace.graph.shape import Nested
from headrace.graph.values import Json
from headrace.kernel.errors import FieldError, Invalid
from headrace.providers.find import models_known


async def models_for(
    work: Work, registry: Registry, document: SpaceDocument, nested: Nested
) -> Models:
    """Those the workspace knows; nothing is read for a graph that asks none."""
    return await models_known(work) if _asks(registry, document, nested) else {}


def _asks(registry: Registry, document: SpaceDocument, nested: Nested) -> bool:
    documents = [document, *nested.values()]
    types = {node.type for found in documents for node in found.nodes}
    return any(node_type.capability for node_type in filter(None, map(registry.find, types)))


def refuse_unknown_models(
    document: SpaceDocument,
    registry: Registry,
    nested: Nested,
    models: Models,
    answers: Mapping[str, Json],
) -> None:
    """Raises `Invalid`: of the fields that were answered wrong, or else of the graph itself."""
    problems = list(check_models(document, registry, nested, models, answers))
    answered = [
        FieldError(p.field, p.code, p.message) for p in problems if p.field and p.field in answers
    ]
    if answered:
        raise Invalid("inputs.invalid", "Some fields need another answer.", answered)
    if problems:
        raise Invalid(
            "graph.model_missing",
            "This flow asks a model that is not connected now; whoever built it, or an admin of "
            "the workspace, has to mend that.",
            [FieldError(f"{p.node}.{p.port}", p.code, p.message) for p in problems],
        )
