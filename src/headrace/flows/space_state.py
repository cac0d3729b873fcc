"""How each node of a space stands: what is done, what is stale, what is under way."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Literal

from pydantic import BaseModel, Field

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.flows.run import Ready
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.runs.foresee import Foreseen, foresee
from headrace.runs.latest import Latest, latest_of, under_way
from headrace.runs.model import ResultItem, StepFailure
from headrace.spaces.find import document_of
from headrace.spaces.model import Space

NodeStatus = Literal["idle", "queued", "running", "waiting", "done", "failed", "stale"]

_LEADING: tuple[NodeStatus, ...] = (
    "waiting",
    "running",
    "queued",
    "failed",
    "stale",
    "idle",
    "done",
)
"""Of the steps that a nested flow dissolved into, the first of these speaks for the node."""


class NodeState(BaseModel):
    """A node as it stands. `stale`: it has a result, but what it depends on changed since.

    `results` are the last ones by output, each with its items; outputs that nobody asked for
    are not kept. Steps inside a nested flow tell their state only.
    """

    node: str
    status: NodeStatus
    run: str | None = None
    results: dict[str, list[ResultItem]] = Field(default_factory=dict[str, list[ResultItem]])
    error: StepFailure | None = None


class SpaceState(BaseModel):
    items: list[NodeState]


async def state_of(work: Work, registry: Registry, space: Space, ready: Ready | None) -> SpaceState:
    """`ready` is the part of the space that can run."""
    require(work.actor, "space.read")
    latest = await latest_of(work, space.id)
    active = await under_way(work, space.id)
    current = frozenset[str]()
    if ready:
        plan, counts = ready.compiled.plan, ready.compiled.counts
        current = _current(plan, await foresee(work, registry, "", plan, counts), latest)
    steps: dict[str, list[str]] = {}
    for step in {*latest, *active, *current}:
        steps.setdefault(step.partition("/")[0], []).append(step)
    return SpaceState(
        items=[
            _node(node.id, steps.get(node.id, []), latest, active, current)
            for node in document_of(space).nodes
        ]
    )


def _current(plan: Plan, found: Foreseen, latest: Mapping[str, Latest]) -> frozenset[str]:
    """Steps all of whose items were done with exactly what they would get now."""
    known = Counter(step for step, _ in found.known)
    done = {id for id, step in plan.steps.items() if 0 < known[id] == found.counts.items(step.axis)}
    return frozenset(done | (found.given & latest.keys()))


def _node(
    node: str,
    steps: Collection[str],
    latest: Mapping[str, Latest],
    active: Mapping[str, Collection[str]],
    current: Collection[str],
) -> NodeState:
    states = {_step(step, latest, active, current) for step in steps} or {"idle"}
    own = latest.get(node)
    return NodeState(
        node=node,
        status=next(status for status in _LEADING if status in states),
        run=own.run if own else None,
        results=own.results if own else {},
        error=own.failed if own else None,
    )


def _step(
    step: str,
    latest: Mapping[str, Latest],
    active: Mapping[str, Collection[str]],
    current: Collection[str],
) -> NodeStatus:
    doing = active.get(step, ())
    if "waiting" in doing:
        return "waiting"
    if "running" in doing:
        return "running"
    if {"queued", "ready", "blocked"} & set(doing):
        return "queued"
    if step in current:
        return "done"
    if step not in latest:
        return "idle"
    return "failed" if latest[step].failed else "stale"
