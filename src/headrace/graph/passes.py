"""Which steps are fused into one pass."""

from collections.abc import Mapping

from headrace.graph.lists import AxisFinder
from headrace.graph.plan import Pass, Step
from headrace.graph.wires import Endpoint


def passes_of(steps: Mapping[str, Step], finder: AxisFinder) -> dict[str, Pass]:
    """Steps joined along fusable wires, never so that two passes wait for each other.

    A step's level is the number of unfusable wires on the longest way to it. Steps that
    are joined share a level, and every unfusable wire leads to a higher one, so the
    passes cannot form a cycle.
    """
    levels: dict[str, int] = {}
    for id, step in steps.items():
        ways = [
            levels[source[0]] + (0 if _fuses(steps, step, port, source, finder) else 1)
            for port, sources in step.wires.items()
            for source in sources
        ]
        levels[id] = max(ways, default=0)
    owner: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for id, step in steps.items():
        joined = {
            owner[source[0]]
            for port, sources in step.wires.items()
            for source in sources
            if levels[source[0]] == levels[id] and _fuses(steps, step, port, source, finder)
        }
        home = max(joined, default=id, key=lambda other: len(members[other]))
        members.setdefault(home, []).append(id)
        owner[id] = home
        for other in joined - {home}:
            for moved in members.pop(other):
                members[home].append(moved)
                owner[moved] = home
    order = {id: position for position, id in enumerate(steps)}
    return {
        home: Pass(id=home, steps=sorted(found, key=order.__getitem__), axis=steps[home].axis)
        for home, found in members.items()
    }


def _fuses(
    steps: Mapping[str, Step],
    step: Step,
    port: str,
    source: Endpoint,
    finder: AxisFinder,
) -> bool:
    before = steps[source[0]]
    if not (step.local and before.local) or step.axis != before.axis:
        return False
    if step.queue != before.queue:
        return False
    if port in finder.gathers[step.id]:
        return step.axis is None
    return source[1] not in finder.lists[source[0]]
