"""Begin a run: its row, its hold, its first event and its first jobs, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from headrace.credits.hold import hold
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import Schedule
from headrace.graph.values import Json
from headrace.kernel.ids import new_id
from headrace.runs.arrange import arrange
from headrace.runs.model import Subject
from headrace.runs.tables import runs


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan whose answers were checked and whose price is known."""

    subject: Subject
    inputs: Mapping[str, Json]
    plan: Plan
    counts: Counts
    at_most: int


async def submit(work: Work, submission: Submission) -> str:
    """Returns the new run's id. Raises `NoCredits` when the balance does not cover the quote."""
    run = new_id("run")
    plan, counts = submission.plan, submission.counts
    passes = Schedule(plan).known(counts)
    items = {id: counts.items(plan.passes[id].axis) or 0 for id in passes}
    await work.connection.execute(
        runs.insert().values(
            id=run,
            workspace=work.actor.workspace,
            status="queued",
            subject=submission.subject.id,
            about=submission.subject.model_dump(),
            inputs=dict(submission.inputs),
            plan=plan.model_dump(mode="json"),
            outline=_outline(plan),
            shown=[result.model_dump() for result in plan.results],
            counts=counts.model_dump(),
            lengths=plan.lengths,
            arranged=sorted(passes),
            open_items=sum(items.values()),
            done=0,
            total=sum(items[id] * len(plan.passes[id].steps) for id in passes),
            last_seq=1,
            quoted=submission.at_most,
            created_at=work.now,
        )
    )
    await hold(work, run, submission.at_most)
    await emit(work, run, [NewEvent("run.queued")], last_seq=1)
    await arrange(work, run, plan, counts, passes, {})
    return run


def _outline(plan: Plan) -> dict[str, Json]:
    """The stages a runner follows: steps that do something with what comes in."""
    doing = {step.id: step for step in plan.steps.values() if step.wires} or plan.steps
    return {id: [step.title, step.axis] for id, step in doing.items()}
