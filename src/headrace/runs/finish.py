"""The end of a run: its state follows from its results, and the rest of its hold goes back."""

from collections.abc import Sequence

from sqlalchemy import select, text

from headrace.credits.release import release
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.plan import Plan
from headrace.graph.values import Json
from headrace.runs.model import RunStatus
from headrace.runs.tables import runs, steps

_TALLY = text("""
    SELECT count(*) FILTER (WHERE status = 'succeeded' AND step = ANY(:shown)) AS good,
           count(*) FILTER (WHERE status <> 'succeeded') AS bad
    FROM steps WHERE run = :run
""")


async def finish(work: Work, run: str, plan: Plan, last_seq: int) -> None:
    """Called in the transaction that settled the last item, with the run locked."""
    shown = [result.step for result in plan.results]
    tally = (await work.connection.execute(_TALLY, {"run": run, "shown": shown})).one()
    status = _status(tally.good, tally.bad)
    error = await _first_failure(work, run) if tally.bad else None
    released = await release(work, run)
    await work.connection.execute(
        runs.update()
        .where(runs.c.id == run)
        .values(
            status=status,
            error=error,
            released=released,
            finished_at=work.now,
            last_seq=last_seq + 1,
        )
    )
    told: dict[str, Json] = {"status": status}
    if error and status == "failed":
        told["error"] = {"code": error["code"], "message": error["message"]}
    kind = "run.failed" if status == "failed" else "run.succeeded"
    await emit(work, run, [NewEvent(kind, told)], last_seq + 1)


def _status(good: int, bad: int) -> RunStatus:
    if bad == 0:
        return "succeeded"
    return "succeeded_with_errors" if good else "failed"


async def _first_failure(work: Work, run: str) -> dict[str, Json] | None:
    found: Sequence[dict[str, Json]] = (
        (
            await work.connection.execute(
                select(steps.c.error)
                .where(steps.c.run == run, steps.c.status == "failed")
                .order_by(steps.c.finished_at, steps.c.item, steps.c.step)
                .limit(1)
            )
        )
        .scalars()
        .all()
    )
    return found[0] if found else None
