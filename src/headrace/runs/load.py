"""What flows into a pass item from steps that were settled before."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.graph.counts import Counts, position
from headrace.graph.plan import Plan, Step, list_axis
from headrace.graph.schedule import PassItem, incoming
from headrace.graph.values import Json
from headrace.graph.wires import Endpoint


class Failed:
    """Stands where a value would, had the step before not failed."""


FAILED = Failed()

_LISTS_KEPT = 64


class Lists:
    """Outputs of steps that give whole lists, kept while a run goes through their items.

    They never change within one edition of a run, which has one plan object.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], tuple[Plan, dict[str, Json]]] = OrderedDict()

    def get(self, plan: Plan, step: str) -> dict[str, Json] | None:
        kept = self._kept.get((id(plan), step))
        return kept[1] if kept else None

    def put(self, plan: Plan, step: str, outputs: dict[str, Json]) -> None:
        self._kept[id(plan), step] = plan, outputs
        if len(self._kept) > _LISTS_KEPT:
            self._kept.popitem(last=False)


_SELECT = text("""
    SELECT step, item, outputs
    FROM steps JOIN jsonb_to_recordset(CAST(:wanted AS jsonb)) AS w (s text, i int)
      ON step = s AND (i IS NULL OR item = i)
    WHERE run = :run AND status <> 'replaced'
    ORDER BY step, item
""")


@dataclass(frozen=True, slots=True)
class Settled:
    """The outputs of steps before, by step and item."""

    plan: Plan
    counts: Counts
    outputs: Mapping[str, Mapping[int, Mapping[str, Json]]]

    def value(self, step: Step, item: int, source: Endpoint) -> Json | Failed:
        """What a single-value input of `step` meets on this wire."""
        before = self.plan.steps[source[0]]
        if self.plan.is_list(source):
            place = position(self.plan, self.counts, step.axis, item, list_axis(source))
            found = self._list(source)[place : place + 1]
            return found[0] if found else FAILED
        place = position(self.plan, self.counts, step.axis, item, before.axis)
        return self.outputs.get(source[0], {}).get(place, {}).get(source[1], FAILED)

    def _list(self, source: Endpoint) -> list[Json]:
        """The list of an output; not copied where one step gives all of it."""
        if self.plan.steps[source[0]].axis is None:
            return self.outputs.get(source[0], {}).get(0, {}).get(source[1], [])
        everything = self.whole(source)
        return [] if isinstance(everything, Failed) else everything

    def whole(self, source: Endpoint) -> list[Json] | Failed:
        """Everything a whole-list input gets from this wire; failed when any item of it is."""
        gathered: list[Json] = []
        items = self.counts.items(self.plan.steps[source[0]].axis) or 0
        for item in range(items):
            value = self.outputs.get(source[0], {}).get(item, {}).get(source[1], FAILED)
            if isinstance(value, Failed):
                return FAILED
            gathered += value if self.plan.is_list(source) else [value]
        return gathered


async def load(
    connection: AsyncConnection,
    run: str,
    plan: Plan,
    counts: Counts,
    at: PassItem,
    lists: Lists | None = None,
) -> Settled:
    """Reads every output this pass item needs in one query, less what `lists` have already."""
    wanted = set(_wanted(plan, counts, at))
    found: dict[str, dict[int, dict[str, Json]]] = {}
    for step, _ in wanted if lists else ():
        if lists and (outputs := lists.get(plan, step)):
            found[step] = {0: outputs}
    wanted = {(step, item) for step, item in wanted if step not in found}
    if wanted:
        asked = orjson.dumps([{"s": step, "i": item} for step, item in wanted]).decode()
        for row in await connection.execute(_SELECT, {"run": run, "wanted": asked}):
            found.setdefault(row.step, {})[row.item] = row.outputs
            if lists and plan.outputs.get(row.step) and plan.steps[row.step].axis is None:
                lists.put(plan, row.step, row.outputs)
    return Settled(plan, counts, found)


def _wanted(plan: Plan, counts: Counts, at: PassItem) -> Iterator[tuple[str, int | None]]:
    for id in plan.passes[at.pass_id].steps:
        step = plan.steps[id]
        for port, source in incoming(step):
            if plan.pass_of[source[0]] == at.pass_id:
                continue
            axis = plan.steps[source[0]].axis
            whole = port in plan.gathers.get(id, ()) or plan.is_list(source)
            if axis is None:
                yield source[0], 0
            elif whole:
                yield source[0], None
            else:
                yield source[0], position(plan, counts, step.axis, at.item, axis)
