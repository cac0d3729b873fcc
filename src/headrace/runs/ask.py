"""Steps that wait for a person hold no worker: they stand still until they are answered."""

from collections.abc import Sequence
from datetime import timedelta

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.kinds import NewEvent
from headrace.graph.ask import minutes_of
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan, Step
from headrace.graph.schedule import PassItem
from headrace.graph.values import Json
from headrace.kernel.clock import rfc3339
from headrace.runs.keys import keys_of
from headrace.runs.load import load

_WAIT = text("""
    UPDATE passes SET status = 'waiting', deadline = asked.deadline
    FROM jsonb_to_recordset(CAST(:asked AS jsonb)) AS asked (p text, i int, deadline timestamptz)
    WHERE run = :run AND pass = asked.p AND item = asked.i AND status = 'ready'
""")


async def ask(
    work: Work, run: str, plan: Plan, counts: Counts, ready: Sequence[PassItem]
) -> list[NewEvent]:
    """Of the items that became ready, those that ask now wait; returns an event for each.

    One whose steps before have failed has nothing to ask: it is queued, and fails with them.
    """
    asked: list[dict[str, Json]] = []
    events: list[NewEvent] = []
    for at in ready:
        step = asking_step(plan, at)
        if step is None or not await _has_its_inputs(work, run, plan, counts, at):
            continue
        minutes = minutes_of(step.values)
        deadline = rfc3339(work.now + timedelta(minutes=minutes)) if minutes else None
        asked.append({"p": at.pass_id, "i": at.item, "deadline": deadline})
        events.append(NewEvent("run.waiting", _told(step, at, deadline)))
    if asked:
        await work.connection.execute(_WAIT, {"run": run, "asked": orjson.dumps(asked).decode()})
    return events


def asking_step(plan: Plan, at: PassItem) -> Step | None:
    """The step of this pass that asks a person; it is alone in its pass."""
    step = plan.steps[plan.passes[at.pass_id].steps[0]]
    return step if step.asks else None


def question_id(at: PassItem) -> str:
    return f"{at.pass_id}#{at.item}"


async def _has_its_inputs(work: Work, run: str, plan: Plan, counts: Counts, at: PassItem) -> bool:
    before = await load(work.connection, run, plan, counts, at)
    return bool(keys_of(before, run, at))


def _told(step: Step, at: PassItem, deadline: str | None) -> dict[str, Json]:
    return {
        "step": step.id,
        "node": step.id,
        "item": at.item,
        "question": question_id(at),
        "asks": step.asks,
        "title": step.title,
        "deadline": deadline,
    }
