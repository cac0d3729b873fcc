"""Answer what a run asks; it goes on from there."""

from typing import Any

import orjson
from sqlalchemy import select, text

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.ask import fitting
from headrace.graph.counts import Counts
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem
from headrace.graph.values import Json
from headrace.kernel.errors import Conflict, HeadraceError, NotFound, invalid_field, of_field
from headrace.kernel.fault import reach
from headrace.runs.admit import admit
from headrace.runs.allow import allow
from headrace.runs.ask import asking_step
from headrace.runs.questions import by_id, given_to, is_parked, open_questions
from headrace.runs.tables import runs

_GO_ON = text("""
    UPDATE passes SET status = 'ready', answer = CAST(:answer AS jsonb), ready_at = :now
    WHERE run = :run AND pass = :pass AND item = :item AND status = 'waiting'
    RETURNING lane
""")

_ANSWERED = text("""
    UPDATE runs
    SET asking = asking - 1, status = CASE WHEN asking > 1 THEN 'waiting' ELSE 'running' END,
        last_seq = last_seq + 1
    WHERE id = :run AND status = 'waiting'
    RETURNING last_seq
""")


async def answer(
    work: Work, registry: Registry, run: str, question: str | None, value: Json
) -> None:
    """`question` may be left out while the run asks one thing only.

    Raises `NotFound`, `Conflict` when nothing is asked (any more), and `Invalid` that names
    `question` or `answer`.
    """
    require(work.actor, "run.answer")
    row = (
        await work.connection.execute(select(runs).where(runs.c.id == run, visible(work, runs)))
    ).one_or_none()
    if row is None:
        raise NotFound("run.not_found", "There is no such run.")
    if row.status != "waiting":
        raise _nothing_asked()
    if is_parked(row):
        await allow(work, registry, run, value)
        return
    at = await _chosen(work, run, question)
    try:
        fitted = await _fitted(work, row, at, value)
    except HeadraceError as error:
        raise of_field(error, "answer") from None
    if not await go_on(work, run, at, fitted):
        raise _nothing_asked()


async def go_on(work: Work, run: str, at: PassItem, value: Json) -> bool:
    """None stands for nobody's answer. False when it was answered, or the run ended, by now."""
    given = orjson.dumps({"value": value}).decode()
    place = {"run": run, "pass": at.pass_id, "item": at.item, "now": work.now, "answer": given}
    lane = (await work.connection.execute(_GO_ON, place)).scalar_one_or_none()
    if lane is None:
        return False
    seq = (await work.connection.execute(_ANSWERED, {"run": run})).scalar_one_or_none()
    if seq is None:
        return False
    reach("answer.written")
    told: dict[str, Json] = {"step": at.pass_id, "node": at.pass_id, "item": at.item}
    await emit(work, run, [NewEvent("run.answered", told)], seq)
    await admit(work, work.actor.workspace, [lane])
    return True


async def _chosen(work: Work, run: str, question: str | None) -> PassItem:
    asked = by_id(await open_questions(work, run))
    if question is None and len(asked) == 1:
        return next(iter(asked.values()))
    if question is None:
        raise invalid_field("question", "answer.which", "Say which question this answers.")
    if question not in asked:
        raise invalid_field(
            "question", "answer.question_unknown", "The run does not ask this, or not any more."
        )
    return asked[question]


async def _fitted(work: Work, row: Any, at: PassItem, value: Json) -> Json:
    plan, counts = Plan.model_validate(row.plan), Counts.model_validate(row.counts)
    step = asking_step(plan, at)
    assert step
    assert step.asks
    return fitting(step.asks, len(await given_to(work, row.id, plan, counts, at)), value)


def _nothing_asked() -> Conflict:
    return Conflict("run.not_asking", "This run asks nothing, or was answered already.")
