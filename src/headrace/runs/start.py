"""Set a run going: what was done before is taken over, the rest is held for and queued."""

from collections.abc import Sequence
from dataclasses import dataclass

from headrace.credits.hold import hold
from headrace.db.work import Work
from headrace.events.kinds import NewEvent
from headrace.graph.plan import Plan
from headrace.graph.schedule import Schedule
from headrace.graph.values import Json
from headrace.kernel.fault import reach
from headrace.runs.admit import admit
from headrace.runs.arrange import Arranged, arrange, lane_of
from headrace.runs.ask import ask
from headrace.runs.foresee import Foreseen
from headrace.runs.record import write_steps


@dataclass(frozen=True, slots=True)
class Started:
    """What the run's row is to say, and what happened. `at_most` is what was held."""

    columns: dict[str, Json]
    events: Sequence[NewEvent]
    at_most: int


async def start(work: Work, run: str, edition: int, plan: Plan, found: Foreseen) -> Started:
    """The caller writes the run's row and its events, in this transaction.

    Raises `NoCredits` when the balance does not cover what is left to pay.
    """
    at_most = found.quote(plan).at_most
    await hold(work, run, at_most)
    reach("submit.held")
    passes = Schedule(plan).known(found.counts)
    arranged = await arrange(work, run, edition, plan, found.counts, passes, found.done)
    await write_steps(work, run, _rows(found))
    asked = await ask(work, run, plan, found.counts, arranged.ready)
    await admit(work, work.actor.workspace, {lane_of(plan, at.pass_id) for at in arranged.ready})
    return Started(
        _columns(work, plan, found, arranged, len(asked)),
        [*_taken_over(found, arranged), *asked],
        at_most,
    )


def _rows(found: Foreseen) -> list[dict[str, Json]]:
    return [
        {"step": step, "item": item, "status": "succeeded", "outputs": outputs}
        for step, items in found.outputs.items()
        for item, outputs in items.items()
    ]


def _columns(
    work: Work, plan: Plan, found: Foreseen, arranged: Arranged, asking: int
) -> dict[str, Json]:
    shown = {result.step for result in plan.results}
    done = sum(len(items) for items in found.outputs.values())
    open_items = arranged.pass_items - sum(len(items) for items in found.done.values())
    over = open_items == 0
    status = "succeeded" if over else "waiting" if asking else "running" if done else "queued"
    return {
        "status": status,
        "counts": found.counts.model_dump(),
        "lengths": found.lengths,
        "arranged": sorted(Schedule(plan).known(found.counts)),
        "open_items": open_items,
        "done": done,
        "total": arranged.step_items,
        "good": sum(len(found.outputs.get(step, ())) for step in shown),
        "bad": 0,
        "asking": asking,
        "started_at": work.now if done else None,
        "finished_at": work.now if over else None,
    }


def _taken_over(found: Foreseen, arranged: Arranged) -> list[NewEvent]:
    """The events of what needs no work; the run's own end when that is all of it."""
    if not found.outputs:
        return []
    events = [NewEvent("run.started")]
    done = 0
    for step, items in found.outputs.items():
        for item in items:
            done += 1
            place: dict[str, Json] = {"step": step, "node": step, "item": item}
            told = place | {"progress": {"done": done, "total": arranged.step_items}}
            if step in found.given:
                events.append(NewEvent("step.started", place))
            else:
                told["reused"] = True
            events.append(NewEvent("step.succeeded", told))
    if done == arranged.step_items:
        events.append(NewEvent("run.succeeded", {"status": "succeeded"}))
    return events
