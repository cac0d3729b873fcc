"""Check a space's graph, the flows it contains included."""

from headrace.db.work import Work
from headrace.flows.models import models_for
from headrace.flows.nested import nested_in, pinned
from headrace.graph.check import check, errors_in
from headrace.graph.document import SpaceDocument
from headrace.graph.nodetype import Registry
from headrace.graph.problem import Problem
from headrace.kernel.errors import FieldError, Invalid


async def check_graph(work: Work, registry: Registry, document: SpaceDocument) -> list[Problem]:
    """All problems of the graph and of its flow section."""
    whole = await pinned(work, document)
    nested = await nested_in(work, whole)
    return check(whole, registry, nested, await models_for(work, registry, whole, nested))


def refuse_problems(problems: list[Problem]) -> None:
    """Raises `Invalid` that names every place when something keeps the graph from running."""
    errors = errors_in(problems)
    if errors:
        raise Invalid(
            "graph.invalid",
            "This graph does not run yet; mend the problems first.",
            [FieldError(_place(p), p.code, p.message) for p in errors],
        )


def _place(problem: Problem) -> str:
    if problem.node and problem.port:
        return f"{problem.node}.{problem.port}"
    return problem.node or problem.field or ""
