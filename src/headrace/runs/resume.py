"""Go on with a run that failed or was cancelled: what succeeded stays, the rest is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import count
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.graph.values import Json
from headrace.kernel.errors import Conflict, NotFound
from headrace.kernel.fault import reach
from headrace.runs.foresee import foresee
from headrace.runs.model import Subject
from headrace.runs.start import start
from headrace.runs.submit import plan_columns
from headrace.runs.tables import runs

_RESUMABLE = frozenset({"failed", "cancelled", "succeeded_with_errors"})

_PUT_ASIDE = text("""
    WITH forgotten AS (DELETE FROM passes WHERE run = :run),
         failed AS (DELETE FROM steps WHERE run = :run AND status IN ('failed', 'skipped'))
    UPDATE steps SET status = 'replaced' WHERE run = :run AND status = 'succeeded'
""")


@dataclass(frozen=True, slots=True)
class Instead:
    """What to go on with instead of a run's own plan: another version of its subject."""

    subject: Subject
    inputs: Mapping[str, Json]
    plan: Plan


async def resume(work: Work, registry: Registry, run: str, instead: Instead | None = None) -> None:
    """What another version has in common with the run's own is kept.

    The run keeps its id and its events. Raises `NotFound`, `Conflict` when it has
    not ended or lacks nothing, and `NoCredits` when the balance does not cover the rest.
    """
    require(work.actor, "run.resume")
    row = await _locked(work, run)
    if row.status not in _RESUMABLE:
        raise Conflict("run.not_resumable", _WHY_NOT.get(row.status, "This run is under way."))
    plan = instead.plan if instead else Plan.model_validate(row.plan)
    edition = row.edition + 1
    await work.connection.execute(_PUT_ASIDE, {"run": run})
    reach("resume.put_aside")
    found = await foresee(work, registry, run, plan, count(plan, plan.lengths, {}))
    started = await start(work, run, edition, plan, found)
    events = [NewEvent("run.resumed"), *started.events]
    last_seq = row.last_seq + len(events)
    columns: dict[str, Json] = started.columns | {
        "edition": edition,
        "error": None,
        "quoted": row.captured + started.at_most,
        "released": 0,
        "last_seq": last_seq,
        "started_at": row.started_at or started.columns["started_at"],
    }
    if instead:
        columns |= plan_columns(plan) | {
            "about": instead.subject.model_dump(),
            "inputs": dict(instead.inputs),
        }
    await work.connection.execute(runs.update().where(runs.c.id == run).values(**columns))
    await emit(work, run, events, last_seq)


_WHY_NOT = {"succeeded": "This run has succeeded; there is nothing left to do. Run it again."}


async def _locked(work: Work, run: str) -> Any:
    row = (
        await work.connection.execute(
            select(runs).where(runs.c.id == run, visible(work, runs)).with_for_update()
        )
    ).one_or_none()
    if row is None:
        raise NotFound("run.not_found", "There is no such run.")
    return row
