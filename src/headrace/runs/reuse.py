"""What was done before: results of steps by the key of their work, within one workspace."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from headrace.assets.find import by_ids
from headrace.db.work import Work
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem
from headrace.graph.values import Json, is_list
from headrace.runs.stored import media_value

Outputs = Mapping[str, Json]

# Newest last, so that what was done anew on purpose wins over what it replaced.
_FIND = text("""
    SELECT key, outputs FROM steps
    WHERE workspace = :workspace AND key = ANY(:keys)
    ORDER BY finished_at
""")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pass item need not do: `outputs` of steps that are taken over as they are.

    `known` are all steps done before. Among them may be some that run again only because a
    changed step needs a picture of theirs that was never written down.
    """

    outputs: Mapping[str, Outputs] = field(default_factory=dict[str, Outputs])
    known: Collection[str] = ()
    whole: bool = False


async def done_before(work: Work, keys: Collection[str]) -> dict[str, dict[str, Json]]:
    """By key: every output written down for it. What shows a deleted asset is left out."""
    if not keys:
        return {}
    rows = await work.connection.execute(
        _FIND, {"workspace": work.actor.workspace, "keys": list(keys)}
    )
    found: dict[str, dict[str, Json]] = {}
    for key, outputs in rows:
        found[key] = found.get(key, {}) | outputs
    shown = {key: set(_assets(list(outputs.values()))) for key, outputs in found.items()}
    there = await by_ids(work, set[str]().union(*shown.values()))
    return {key: outputs for key, outputs in found.items() if shown[key] <= there.keys()}


def taken(
    plan: Plan, at: PassItem, keys: Mapping[str, str], before: Mapping[str, Outputs]
) -> Taken:
    """Which steps of the pass item are taken over, given what was found by key."""
    steps = plan.passes[at.pass_id].steps
    anew = _anew(plan, steps)
    recorded = {
        id: before[keys[id]] for id in steps if id in keys and keys[id] in before and id not in anew
    }
    needed = {id: set(plan.kept.get(id, ())) for id in steps}
    outputs: dict[str, Outputs] = {}
    for id in reversed(steps):
        if id in recorded and needed[id] <= recorded[id].keys():
            outputs[id] = recorded[id]
            continue
        for sources in plan.steps[id].wires.values():
            for source, port in sources:
                if source in needed:
                    needed[source].add(port)
    return Taken(outputs, frozenset(recorded), whole=len(outputs) == len(steps))


def _anew(plan: Plan, steps: Sequence[str]) -> set[str]:
    """Steps to be done anew, and those behind them that get their pictures uncomputed."""
    found: set[str] = set()
    for id in steps:
        step = plan.steps[id]
        sources = {source for wires in step.wires.values() for source, _ in wires}
        if step.fresh or sources & found:
            found.add(id)
    return found


def _assets(value: Json) -> Iterator[str]:
    media = media_value(value)
    if media:
        yield media.asset
    elif is_list(value):
        for item in value:
            yield from _assets(item)
