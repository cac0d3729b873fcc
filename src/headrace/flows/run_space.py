"""Run a space, or a part of it, as its builder tries it out."""

from typing import Literal

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.flows.check import refuse_problems
from headrace.flows.compiled import compiled
from headrace.flows.models import models_for
from headrace.flows.nested import nested_in, pinned
from headrace.flows.run import Ready
from headrace.graph.check import check, errors_in
from headrace.graph.compile import Wanted
from headrace.graph.document import Edge, SpaceDocument, split_endpoint
from headrace.graph.nodetype import Registry
from headrace.graph.pricing import Models
from headrace.graph.shape import Nested, shapes_of
from headrace.kernel.errors import invalid_field
from headrace.runs.model import Subject
from headrace.spaces.model import Space

Scope = Literal["all", "node", "downstream", "upstream"]


async def plan_space(
    work: Work, registry: Registry, space: Space, scope: Scope, node: str | None
) -> Ready:
    """Only what the scope needs is checked and run; its outputs are the results, `node.port`."""
    require(work.actor, "space.run")
    document = await pinned(work, SpaceDocument.model_validate(space.document))
    ends = _ends(document, scope, node)
    part = _with_defaults(_part(document, ends))
    nested = await nested_in(work, part)
    models = await models_for(work, registry, part, nested)
    refuse_problems(check(part, registry, nested, models))
    return _ready(space, part, ends, registry, nested, models)


async def plan_sound_part(work: Work, registry: Registry, space: Space) -> Ready | None:
    """The whole space without the nodes that cannot run and those behind them; None when
    nothing is left."""
    require(work.actor, "space.read")
    document = await pinned(work, SpaceDocument.model_validate(space.document))
    nested = await nested_in(work, document)
    whole = _with_defaults(document)
    models = await models_for(work, registry, whole, nested)
    broken = {problem.node for problem in errors_in(check(whole, registry, nested, models))}
    behind = {id for node in broken if node for id in _reachable(node, whole.edges, forwards=True)}
    ids = [node.id for node in whole.nodes if node.id not in behind]
    if not ids or None in broken:
        return None
    sound = _only(whole, set(ids))
    return _ready(space, sound, _ends(sound, "all", None), registry, nested, models)


def _ready(
    space: Space,
    part: SpaceDocument,
    ends: list[str],
    registry: Registry,
    nested: Nested,
    models: Models,
) -> Ready:
    shapes = shapes_of(part, registry, nested)
    wanted: Wanted = [
        (f"{end}.{port}", (end, port)) for end in ends for port in shapes[end].outputs
    ]
    ready = compiled(part, registry, nested, models, {}, wanted)
    return Ready(subject=Subject(id=space.id, name=space.name), inputs={}, compiled=ready)


def _ends(document: SpaceDocument, scope: Scope, node: str | None) -> list[str]:
    """The nodes whose outputs are asked for."""
    ids = [n.id for n in document.nodes]
    feeding = {split_endpoint(edge.source)[0] for edge in document.edges}
    last = [id for id in ids if id not in feeding]
    if scope == "all":
        return last or ids
    if node not in ids:
        raise invalid_field("node", "node.unknown", "Name a node of this space.")
    if scope in ("node", "upstream"):
        return [node]
    after = _reachable(node, document.edges, forwards=True)
    return [id for id in last if id in after] or [node]


def _part(document: SpaceDocument, ends: list[str]) -> SpaceDocument:
    kept = set(ends)
    for end in ends:
        kept |= _reachable(end, document.edges, forwards=False)
    return _only(document, kept)


def _only(document: SpaceDocument, kept: set[str]) -> SpaceDocument:
    return document.model_copy(
        update={
            "nodes": [node for node in document.nodes if node.id in kept],
            "edges": [
                edge
                for edge in document.edges
                if split_endpoint(edge.source)[0] in kept and split_endpoint(edge.target)[0] in kept
            ],
        }
    )


def _reachable(start: str, edges: list[Edge], *, forwards: bool) -> set[str]:
    next_of: dict[str, list[str]] = {}
    for edge in edges:
        source, target = split_endpoint(edge.source)[0], split_endpoint(edge.target)[0]
        near, far = (source, target) if forwards else (target, source)
        next_of.setdefault(near, []).append(far)
    found, waiting = {start}, [start]
    while waiting:
        for far in next_of.get(waiting.pop(), ()):
            if far not in found:
                found.add(far)
                waiting.append(far)
    return found


def _with_defaults(document: SpaceDocument) -> SpaceDocument:
    """The fields' defaults written where a runner's answers would go; no form is asked."""
    given = {
        section.port: section.default
        for section in (document.flow.fields if document.flow else [])
        if section.default is not None
    }
    nodes = [
        node.model_copy(
            update={
                "values": node.values
                | {
                    split_endpoint(place)[1]: value
                    for place, value in given.items()
                    if split_endpoint(place)[0] == node.id
                }
            }
        )
        for node in document.nodes
    ]
    return document.model_copy(update={"nodes": nodes, "flow": None})
