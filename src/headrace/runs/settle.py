"""Record what came of a pass item, and queue what became ready. One transaction."""

from typing import Any

import orjson
from sqlalchemy import text

from headrace.credits.release import release
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import EventKind, NewEvent
from headrace.graph.values import Json
from headrace.kernel.fault import reach
from headrace.runs.claim import Claim
from headrace.runs.model import TERMINAL, RunStatus, StepFailure
from headrace.runs.perform import SKIPPED, Outcome
from headrace.runs.record import charge, record
from headrace.runs.unlock import Unlocked, unlock

_LOCK = text("""
    SELECT status, counts, lengths, arranged, open_items, done, total, good, bad, asking, error,
           quoted, captured, last_seq
    FROM runs WHERE id = :run FOR NO KEY UPDATE
""")

_ADVANCE = text("""
    UPDATE runs
    SET status = :status, finished_at = :finished_at, open_items = :open_items,
        done = :done, total = :total, good = :good, bad = :bad, asking = :asking,
        error = CAST(:error AS jsonb), captured = :captured, released = :released,
        last_seq = :last_seq,
        counts = COALESCE(CAST(:counts AS jsonb), counts),
        lengths = COALESCE(CAST(:lengths AS jsonb), lengths),
        arranged = COALESCE(CAST(:arranged AS jsonb), arranged)
    WHERE id = :run
""")


async def settle(work: Work, claim: Claim, outcome: Outcome) -> bool:
    """False when another worker holds the item by now, or the run has ended: nothing counts.

    The run is locked late and shortly: all its items share that lock.
    """
    if not await record(work, claim, outcome):
        return False
    row = (await work.connection.execute(_LOCK, {"run": claim.run})).one()
    if row.status in TERMINAL:
        await work.connection.rollback()
        return False
    reach("settle.recorded")
    charged = await charge(work, claim, outcome)
    reach("settle.charged")
    unlocked = await unlock(work, claim, outcome, row)
    reach("settle.unlocked")
    await _advance(work, claim, outcome, row, unlocked, row.captured + charged)
    reach("settle.advanced")
    return True


async def _advance(
    work: Work, claim: Claim, outcome: Outcome, row: Any, unlocked: Unlocked, captured: int
) -> None:
    steps = claim.plan.passes[claim.at.pass_id].steps
    shown = {result.step for result in claim.plan.results}
    good = row.good + len(shown & outcome.outputs.keys())
    bad = row.bad + len(outcome.failures)
    open_items = row.open_items - 1 + unlocked.pass_items
    done, total = row.done + len(steps), row.total + unlocked.step_items
    error = row.error or _first_failure(outcome)
    asking = row.asking + len(unlocked.asked)
    going_on: RunStatus = "waiting" if asking else "running"
    status: RunStatus = _ending(good, bad) if open_items == 0 else going_on
    over = status in TERMINAL
    events = [*_events(claim, outcome, {"done": done, "total": total}), *unlocked.asked]
    if over:
        events.append(_final(status, error))
    last_seq = row.last_seq + len(events)
    held = row.quoted - captured
    await work.connection.execute(
        _ADVANCE,
        {
            "run": claim.run,
            "status": status,
            "finished_at": work.now if over else None,
            "open_items": open_items,
            "done": done,
            "total": total,
            "good": good,
            "bad": bad,
            "asking": asking,
            "error": _json(error),
            "captured": captured,
            "released": await release(work, claim.run) if over and held else 0,
            "last_seq": last_seq,
            "counts": unlocked.counts.model_dump_json() if unlocked.counts else None,
            "lengths": _json(unlocked.lengths),
            "arranged": _json(unlocked.arranged),
        },
    )
    await emit(work, claim.run, events, last_seq)


def _json(value: Json) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _ending(good: int, bad: int) -> RunStatus:
    if bad == 0:
        return "succeeded"
    return "succeeded_with_errors" if good else "failed"


def _first_failure(outcome: Outcome) -> dict[str, Json] | None:
    """The cause, never its consequence."""
    causes = (f for f in outcome.failures.values() if f.code != SKIPPED)
    cause: StepFailure | None = next(causes, None)
    return cause.model_dump() if cause else None


def _events(claim: Claim, outcome: Outcome, progress: dict[str, Json]) -> list[NewEvent]:
    events: list[NewEvent] = []
    for id in claim.plan.passes[claim.at.pass_id].steps:
        told: dict[str, Json] = {"step": id, "node": id, "item": claim.at.item}
        failure = outcome.failures.get(id)
        kind: EventKind = "step.failed" if failure else "step.succeeded"
        if failure:
            told["error"] = {"code": failure.code, "message": failure.message}
        elif id in claim.taken.known:
            told["reused"] = True
        events.append(NewEvent(kind, told | {"progress": progress}))
    return events


def _final(status: RunStatus, error: dict[str, Json] | None) -> NewEvent:
    if status != "failed" or error is None:
        return NewEvent("run.succeeded", {"status": status})
    told = {"code": error["code"], "message": error["message"]}
    return NewEvent("run.failed", {"status": status, "error": told})
