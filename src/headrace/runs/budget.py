"""A run that may cost more than its ceiling stands still, before it cost anything, and asks."""

from headrace.events.kinds import NewEvent
from headrace.graph.plan import Plan
from headrace.graph.schedule import Schedule
from headrace.graph.values import Json
from headrace.runs.foresee import Foreseen
from headrace.runs.start import Started

BUDGET = "budget"
"""The id of the question whether a run may cost more than its ceiling."""


def parked(plan: Plan, found: Foreseen, at_most: int, ceiling: int) -> Started:
    """Nothing is held, nothing is arranged: answering starts the run as submitting would have."""
    passes = Schedule(plan).known(found.counts)
    total = sum(
        len(plan.passes[id].steps) * (found.counts.items(plan.passes[id].axis) or 0)
        for id in passes
    )
    told: dict[str, Json] = {"question": BUDGET, "credits": at_most, "max_credits": ceiling}
    columns: dict[str, Json] = {
        "status": "waiting",
        "counts": found.counts.model_dump(),
        "lengths": plan.lengths,
        "arranged": [],
        "open_items": 0,
        "done": 0,
        "total": total,
        "asking": 1,
    }
    return Started(columns, [NewEvent("run.waiting", told)], at_most)
