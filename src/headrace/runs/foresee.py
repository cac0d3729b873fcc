"""Before a run begins: everything in it that was done before, without a worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headrace.db.work import Work
from headrace.graph.counts import MAX_ITEMS_PER_RUN, Counts, count
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan, list_axis
from headrace.graph.quote import Quote, quote
from headrace.graph.schedule import PassItem, Schedule
from headrace.graph.values import Json, is_list
from headrace.runs.given import given
from headrace.runs.keys import keys_of
from headrace.runs.load import Settled
from headrace.runs.reuse import Outputs, done_before, taken

_MOST_ITEMS = 2_000
"""Pass items looked at before a run begins; what lies beyond is looked up when it is due."""


@dataclass(slots=True)
class Foreseen:
    """A run's state before anything was done for it."""

    counts: Counts
    lengths: dict[str, int]
    outputs: dict[str, dict[int, Outputs]] = field(default_factory=dict[str, "dict[int, Outputs]"])
    """By step and item, of the pass items that are done."""
    done: dict[str, set[int]] = field(default_factory=dict[str, "set[int]"])
    given: set[str] = field(default_factory=set[str])
    """Sources, whose outputs need no work."""
    known: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    """Items of steps that were done before, and cost nothing again."""

    def quote(self, plan: Plan) -> Quote:
        """What is left to pay."""
        return quote(plan, self.counts, most_items=MAX_ITEMS_PER_RUN, known=self.known)


async def foresee(work: Work, registry: Registry, run: str, plan: Plan, counts: Counts) -> Foreseen:
    """Follows the plan as far as earlier results lead. `run` is where people's answers count."""
    schedule = Schedule(plan)
    found = Foreseen(counts, dict(plan.lengths))
    await _give(registry, plan, found)
    _measure(plan, found)
    looked_at: set[PassItem] = set()
    while len(looked_at) < _MOST_ITEMS:
        due = _due(plan, schedule, found, looked_at)
        looked_at.update(due)
        if not await _look_up(work, run, plan, found, due):
            break
        _measure(plan, found)
    return found


async def _give(registry: Registry, plan: Plan, found: Foreseen) -> None:
    for id, own in plan.passes.items():
        outputs = await given(registry, plan, PassItem(id, 0)) if own.axis is None else None
        if outputs is not None:
            _note(found, PassItem(id, 0), outputs)
            found.given.update(outputs)


def _due(
    plan: Plan, schedule: Schedule, found: Foreseen, looked_at: set[PassItem]
) -> list[PassItem]:
    """Items that wait for nothing, as many as may still be looked at."""
    room = _MOST_ITEMS - len(looked_at)
    due: list[PassItem] = []
    for id in (id for id in plan.passes if id in schedule.known(found.counts)):
        for item in range(found.counts.items(plan.passes[id].axis) or 0):
            if len(due) == room:
                return due
            at = PassItem(id, item)
            if item in found.done.get(id, ()):
                continue
            if at not in looked_at and schedule.waiting(found.counts, at, found.done) == 0:
                due.append(at)
    return due


async def _look_up(
    work: Work, run: str, plan: Plan, found: Foreseen, due: Sequence[PassItem]
) -> bool:
    """Whether any of the due items is done."""
    settled = Settled(plan, found.counts, found.outputs)
    keys = {at: keys_of(settled, run, at) for at in due}
    before = await done_before(work, {key for own in keys.values() for key in own.values()})
    progress = False
    for at, own in keys.items():
        over = taken(plan, at, own, before)
        found.known.update((step, at.item) for step in over.known)
        if over.whole:
            _note(found, at, over.outputs)
            progress = True
    return progress


def _note(found: Foreseen, at: PassItem, outputs: Mapping[str, Outputs]) -> None:
    found.done.setdefault(at.pass_id, set()).add(at.item)
    for step, kept in outputs.items():
        found.outputs.setdefault(step, {})[at.item] = kept


def _measure(plan: Plan, found: Foreseen) -> None:
    """Lists that are whole by now tell their lengths."""
    for axis in plan.axes.values():
        if axis.source is None or list_axis(axis.source) in found.lengths:
            continue
        length = _length(found, plan, *axis.source)
        if length is not None:
            found.lengths[list_axis(axis.source)] = length
    found.counts = count(plan, found.lengths, found.counts.faults)


def _length(found: Foreseen, plan: Plan, step: str, port: str) -> int | None:
    items = found.outputs.get(step, {})
    if not items or len(items) != found.counts.items(plan.steps[step].axis):
        return None
    values: Sequence[Json] = [outputs[port] for outputs in items.values()]
    return sum(len(value) if is_list(value) else 1 for value in values)
