"""What may run now: which passes wait for which, item by item, with no barrier between."""

from collections.abc import Iterator, Mapping, Set
from typing import Literal, NamedTuple

from headrace.graph.counts import Counts, position
from headrace.graph.plan import Plan, Step
from headrace.graph.wires import Endpoint

How = Literal["item", "all"]
"""`item`: only the like-placed item must be done. `all`: every item must."""


class PassItem(NamedTuple):
    """One item of a pass: the unit that is claimed, run and settled."""

    pass_id: str
    item: int


class Schedule:
    """The order that follows from a plan; the plan itself does not change."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._needs: dict[str, dict[str, How]] = {id: {} for id in plan.passes}
        self._feeds: dict[str, dict[str, How]] = {id: {} for id in plan.passes}
        for step in plan.steps.values():
            for port, source in incoming(step):
                self._note(step, port, source)

    def _note(self, step: Step, port: str, source: Endpoint) -> None:
        own, before = self._plan.pass_of[step.id], self._plan.pass_of[source[0]]
        if own == before or self._needs[own].get(before) == "all":
            return
        self._needs[own][before] = self._feeds[before][own] = _how(self._plan, step, port, source)

    def known(self, counts: Counts) -> set[str]:
        """Passes whose number of items, and of items they wait for, is known."""
        passes = self._plan.passes
        return {
            id
            for id, needs in self._needs.items()
            if counts.items(passes[id].axis) is not None
            and all(counts.items(passes[before].axis) is not None for before in needs)
        }

    def waiting(self, counts: Counts, at: PassItem, done: Mapping[str, Set[int]]) -> int:
        """How many items this one still waits for, given the finished items by pass."""
        own = self._plan.passes[at.pass_id].axis
        total = 0
        for before, how in self._needs[at.pass_id].items():
            axis = self._plan.passes[before].axis
            finished = done.get(before, frozenset[int]())
            items = counts.items(axis) or 0
            if how == "all":
                total += items - len(finished)
                continue
            place = position(self._plan, counts, own, at.item, axis)
            # Lists that do not pair make one item, which fails; the like-placed may not exist.
            if place < items and place not in finished:
                total += 1
        return total

    def needs(self, counts: Counts, at: PassItem) -> Iterator[PassItem | str]:
        """What this item waits for: single items, or the id of a pass for all of its items."""
        own = self._plan.passes[at.pass_id].axis
        for before, how in self._needs[at.pass_id].items():
            axis = self._plan.passes[before].axis
            if how == "all":
                yield before
                continue
            place = position(self._plan, counts, own, at.item, axis)
            if place < (counts.items(axis) or 0):
                yield PassItem(before, place)

    def freed(self, counts: Counts, by: PassItem, among: Set[str]) -> Iterator[PassItem]:
        """Items, of the passes `among`, that wait for one item less once `by` is done."""
        axis = self._plan.passes[by.pass_id].axis
        for after, how in self._feeds[by.pass_id].items():
            if after not in among:
                continue
            own = self._plan.passes[after].axis
            if how == "item" and own == axis:
                yield PassItem(after, by.item)
                continue
            for item in range(counts.items(own) or 0):
                if how == "all" or position(self._plan, counts, own, item, axis) == by.item:
                    yield PassItem(after, item)


def incoming(step: Step) -> Iterator[tuple[str, Endpoint]]:
    """Every wire into a step: the input, and the output it comes from."""
    for port, sources in step.wires.items():
        for source in sources:
            yield port, source


def _how(plan: Plan, step: Step, port: str, source: Endpoint) -> How:
    axis = plan.steps[source[0]].axis
    if axis is None:
        return "item"
    return "all" if port in plan.gathers.get(step.id, ()) or plan.is_list(source) else "item"
