"""What runs ask people just now."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from headrace.db.work import Work
from headrace.graph.ask import SHOWN, otherwise
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan, Step
from headrace.graph.schedule import PassItem
from headrace.graph.values import Json, is_list
from headrace.runs.ask import asking_step, question_id
from headrace.runs.budget import BUDGET
from headrace.runs.load import Failed, load
from headrace.runs.model import Question
from headrace.runs.results import result_item
from headrace.runs.tables import passes, runs

_MOST = 100


async def open_questions(work: Work, run: str) -> Sequence[Any]:
    """The pass items of a run that wait for a person, in order, with their deadlines.

    The caller has checked that the run is visible.
    """
    rows = await work.connection.execute(
        select(passes.c["pass"].label("pass_id"), passes.c.item, passes.c.deadline)
        .where(passes.c.run == run, passes.c.status == "waiting")
        .order_by(passes.c["pass"], passes.c.item)
    )
    return rows.all()


async def questions_of(work: Work, run: str) -> list[Question]:
    """What the run asks, with all that is needed to answer; the first hundred of it."""
    row = (
        await work.connection.execute(
            select(
                runs.c.plan, runs.c.counts, runs.c.arranged, runs.c.max_credits, runs.c.quoted
            ).where(runs.c.id == run)
        )
    ).one()
    if is_parked(row):
        return [_budget(row)]
    plan, counts = Plan.model_validate(row.plan), Counts.model_validate(row.counts)
    return [
        await _question(work, run, plan, counts, asked)
        for asked in (await open_questions(work, run))[:_MOST]
    ]


def is_parked(row: Any) -> bool:
    """Whether a waiting run has not begun because it may cost more than its ceiling."""
    return row.max_credits is not None and not row.arranged


async def given_to(work: Work, run: str, plan: Plan, counts: Counts, at: PassItem) -> list[Json]:
    """What a person is shown: the options, the value to approve, the text to edit."""
    step = asking_step(plan, at)
    if step is None or step.asks is None:
        return []
    port = SHOWN[step.asks]
    before = await load(work.connection, run, plan, counts, at)
    given: list[Json] = []
    for source in step.wires.get(port, ()):
        whole = port in plan.gathers.get(step.id, ())
        value = before.whole(source) if whole else before.value(step, at.item, source)
        if not isinstance(value, Failed):
            given += value if whole and is_list(value) else [value]
    return given or _settings(step, port)


def _settings(step: Step, port: str) -> list[Json]:
    value = step.values.get(port)
    return value if is_list(value) else [] if value is None else [value]


async def _question(work: Work, run: str, plan: Plan, counts: Counts, asked: Any) -> Question:
    at = PassItem(asked.pass_id, asked.item)
    step = plan.steps[plan.passes[at.pass_id].steps[0]]
    assert step.asks is not None
    given = await given_to(work, run, plan, counts, at)
    return Question(
        id=question_id(at),
        asks=step.asks,
        title=step.title,
        item=at.item if step.axis else None,
        options=[result_item(value, "any") for value in given],
        deadline=asked.deadline,
        otherwise=otherwise(step.asks, len(given), step.values) if asked.deadline else None,
    )


def _budget(row: Any) -> Question:
    return Question(
        id=BUDGET,
        asks="budget",
        title=f"This run may cost {row.quoted} credits; its ceiling is {row.max_credits}.",
        credits=row.quoted,
        max_credits=row.max_credits,
    )


def by_id(asked: Collection[Any]) -> dict[str, PassItem]:
    """The items that ask, by the ids of their questions."""
    items = [PassItem(row.pass_id, row.item) for row in asked]
    return {question_id(at): at for at in items}
