"""Begin a run: its row, its hold, its first events and its first jobs, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.graph.values import Json
from headrace.kernel.fault import reach
from headrace.kernel.ids import new_id
from headrace.runs.budget import parked
from headrace.runs.foresee import foresee
from headrace.runs.model import Subject
from headrace.runs.start import Started, start
from headrace.runs.tables import runs


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan whose answers were checked. A run that may cost more than `max_credits` asks first."""

    subject: Subject
    inputs: Mapping[str, Json]
    plan: Plan
    counts: Counts
    max_credits: int | None = None


async def submit(work: Work, registry: Registry, submission: Submission) -> str:
    """Returns the new run's id. Raises `NoCredits` when the balance does not cover the quote."""
    run = new_id("run")
    plan, ceiling = submission.plan, submission.max_credits
    foreseen = await foresee(work, registry, run, plan, submission.counts)
    at_most = foreseen.quote(plan).at_most
    if ceiling is not None and at_most > ceiling:
        started = parked(plan, foreseen, at_most, ceiling)
    else:
        started = await start(work, run, 1, plan, foreseen)
    await _write(work, run, submission, started)
    reach("submit.written")
    return run


async def _write(work: Work, run: str, submission: Submission, started: Started) -> None:
    plan = submission.plan
    events = [NewEvent("run.queued"), *started.events]
    await work.connection.execute(
        runs.insert().values(
            id=run,
            workspace=work.actor.workspace,
            subject=submission.subject.id,
            about=submission.subject.model_dump(),
            inputs=dict(submission.inputs),
            last_seq=len(events),
            max_credits=submission.max_credits,
            quoted=started.at_most,
            created_at=work.now,
            **plan_columns(plan),
            **started.columns,
        )
    )
    await emit(work, run, events, last_seq=len(events))


def plan_columns(plan: Plan) -> dict[str, Json]:
    """What the run's row says of its plan."""
    return {
        "plan": plan.model_dump(mode="json", exclude_defaults=True),
        "outline": _outline(plan),
        "shown": [result.model_dump() for result in plan.results],
    }


def _outline(plan: Plan) -> dict[str, Json]:
    """The stages a runner follows: steps that do something with what comes in."""
    doing = {step.id: step for step in plan.steps.values() if not step.is_source} or plan.steps
    return {id: [step.title, step.axis] for id, step in doing.items()}
