"""Let a run that waits for credits begin, or stop it."""

from sqlalchemy import select

from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import count
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.graph.values import Json
from headrace.kernel.errors import Conflict, invalid_field
from headrace.runs.cancel import cancel
from headrace.runs.foresee import foresee
from headrace.runs.start import start
from headrace.runs.tables import runs


async def allow(work: Work, registry: Registry, run: str, value: Json) -> None:
    """True lets it begin at its price, a number up to that many credits; false stops it.

    Raises `NoCredits`, `Conflict` when it was answered by now, and `Invalid`.
    """
    row = (
        await work.connection.execute(
            select(runs)
            .where(runs.c.id == run, visible(work, runs), runs.c.status == "waiting")
            .with_for_update(key_share=True)
        )
    ).one_or_none()
    if row is None:
        raise Conflict("run.not_asking", "This run asks nothing, or was answered already.")
    if value is False:
        await cancel(work, run)
        return
    if value is not True and not _is_enough(value, row.quoted):
        raise invalid_field(
            "answer",
            "answer.unfit",
            f"Answer with true to spend up to {row.quoted} credits, a number of credits that "
            "is enough, or false to stop.",
        )
    plan = Plan.model_validate(row.plan)
    found = await foresee(work, registry, run, plan, count(plan, plan.lengths, {}))
    started = await start(work, run, row.edition, plan, found)
    events = [NewEvent("run.answered"), *started.events]
    columns = started.columns | {
        "quoted": started.at_most,
        "last_seq": row.last_seq + len(events),
        "asking": started.columns["asking"],
    }
    await work.connection.execute(runs.update().where(runs.c.id == run).values(**columns))
    await emit(work, run, events, row.last_seq + len(events))


def _is_enough(value: Json, needed: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= needed
