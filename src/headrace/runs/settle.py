"""Record what came of a pass item, and queue what became ready. One transaction."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import select, text

from headrace.assets.keep import keep_all
from headrace.assets.model import Origin, Received
from headrace.credits.capture import capture
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts, count
from headrace.graph.plan import list_axis
from headrace.graph.schedule import PassItem, Schedule
from headrace.graph.values import Json, is_list
from headrace.runs.arrange import arrange
from headrace.runs.claim import Claim
from headrace.runs.finish import finish
from headrace.runs.model import TERMINAL
from headrace.runs.perform import Outcome
from headrace.runs.queue import enqueue
from headrace.runs.stored import MediaValue
from headrace.runs.tables import passes, runs

_LOCK = select(
    runs.c.status,
    runs.c.counts,
    runs.c.lengths,
    runs.c.arranged,
    runs.c.open_items,
    runs.c.last_seq,
).with_for_update(key_share=True)

_RELEASE = text("""
    UPDATE passes SET status = 'done'
    WHERE run = :run AND pass = :pass AND item = :item AND fence = :fence AND status = 'running'
""")

_RECORD = text("""
    INSERT INTO steps (run, step, item, status, outputs, error, finished_at)
    SELECT :run, row.step, :item, row.status, row.outputs, row.error, :now
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
      AS row (step text, status text, outputs jsonb, error jsonb)
""")

_FREE = text("""
    WITH freed AS (
        UPDATE passes SET waiting = waiting - 1,
            status = CASE WHEN waiting = 1 THEN 'ready' ELSE status END,
            ready_at = CASE WHEN waiting = 1 THEN CAST(:now AS timestamptz) END
        FROM jsonb_to_recordset(CAST(:items AS jsonb)) AS f (p text, i int)
        WHERE run = :run AND pass = f.p AND item = f.i AND status = 'blocked'
        RETURNING pass, item, status
    )
    SELECT pass, item FROM freed WHERE status = 'ready' ORDER BY pass, item
""")

_ADVANCE = text("""
    UPDATE runs
    SET done = done + :done, total = total + :found, open_items = :open_items,
        captured = captured + :captured, last_seq = :last_seq,
        counts = CAST(:counts AS jsonb), lengths = CAST(:lengths AS jsonb),
        arranged = CAST(:arranged AS jsonb)
    WHERE id = :run
    RETURNING done, total
""")


async def settle(work: Work, claim: Claim, outcome: Outcome) -> bool:
    """False when another worker holds the item by now, or the run has ended: nothing counts.

    The run is locked last and shortly: all its items share that lock.
    """
    if not await _release(work, claim):
        return False
    await keep_all(work, [_asset(claim, made) for made in outcome.made])
    await _record(work, claim, outcome)
    row = (await work.connection.execute(_LOCK.where(runs.c.id == claim.run))).one()
    if row.status in TERMINAL:
        await work.connection.rollback()
        return False
    captured = await _capture(work, claim, outcome)
    progress = await _unlock(work, claim, outcome, row)
    events = _events(claim, outcome)
    last_seq = row.last_seq + len(events)
    done, total = await _advance(work, claim, progress, captured, last_seq)
    told = {"progress": {"done": done, "total": total}}
    await emit(work, claim.run, [NewEvent(e.kind, e.data | told) for e in events], last_seq)
    if progress.open_items == 0:
        await finish(work, claim.run, claim.plan, last_seq)
    return True


async def _release(work: Work, claim: Claim) -> bool:
    place = {
        "run": claim.run,
        "pass": claim.at.pass_id,
        "item": claim.at.item,
        "fence": claim.fence,
    }
    return (await work.connection.execute(_RELEASE, place)).rowcount == 1


def _asset(claim: Claim, made: MediaValue) -> tuple[Received, Origin]:
    received = Received(
        id=made.asset,
        blob=made.blob,
        mime=made.mime,
        width=made.width,
        height=made.height,
        bytes=made.bytes,
        name=made.name,
    )
    return received, {"run": claim.run, "pass": claim.at.pass_id, "item": claim.at.item}


async def _record(work: Work, claim: Claim, outcome: Outcome) -> None:
    rows: list[dict[str, Json]] = []
    for id in claim.plan.passes[claim.at.pass_id].steps:
        failure = outcome.failures.get(id)
        rows.append(
            {
                "step": id,
                "status": _status(outcome, id),
                "outputs": outcome.outputs.get(id, {}),
                "error": failure.model_dump() if failure else None,
            }
        )
    await work.connection.execute(
        _RECORD,
        {
            "run": claim.run,
            "item": claim.at.item,
            "now": work.now,
            "rows": orjson.dumps(rows).decode(),
        },
    )


def _status(outcome: Outcome, step: str) -> str:
    failure = outcome.failures.get(step)
    if failure is None:
        return "succeeded"
    return "skipped" if failure.code == "step.skipped" else "failed"


async def _capture(work: Work, claim: Claim, outcome: Outcome) -> int:
    total = 0
    for id in outcome.outputs:
        price = claim.plan.steps[id].price
        if price:
            await capture(work, claim.run, f"{id}#{claim.at.item}", price)
            total += price
    return total


@dataclass(frozen=True, slots=True)
class _Unlocked:
    """How the run stands once this item is settled."""

    open_items: int
    steps_done: int
    steps_found: int
    counts: Counts
    lengths: dict[str, int]
    arranged: list[str]


async def _unlock(work: Work, claim: Claim, outcome: Outcome, row: Any) -> _Unlocked:
    plan, schedule = claim.plan, Schedule(claim.plan)
    counts = Counts.model_validate(row.counts)
    lengths: dict[str, int] = row.lengths
    arranged: Set[str] = frozenset(row.arranged)
    freed = list(schedule.freed(counts, claim.at, arranged))
    await _free(work, claim.run, freed)
    opened = steps_found = 0
    new_lengths = await _new_lengths(work, claim, outcome, lengths, counts)
    if new_lengths:
        lengths = lengths | new_lengths
        counts = count(plan, lengths, counts.faults)
        found = schedule.known(counts) - arranged
        done = await _done_items(work, claim.run)
        opened, steps_found = await arrange(work, claim.run, plan, counts, found, done)
        arranged = arranged | found
    return _Unlocked(
        open_items=row.open_items - 1 + opened,
        steps_done=len(plan.passes[claim.at.pass_id].steps),
        steps_found=steps_found,
        counts=counts,
        lengths=lengths,
        arranged=sorted(arranged),
    )


async def _free(work: Work, run: str, freed: Sequence[PassItem]) -> None:
    if not freed:
        return
    items = orjson.dumps([{"p": at.pass_id, "i": at.item} for at in freed]).decode()
    rows = await work.connection.execute(_FREE, {"run": run, "now": work.now, "items": items})
    await enqueue(work, run, [PassItem(*row) for row in rows])


async def _new_lengths(
    work: Work,
    claim: Claim,
    outcome: Outcome,
    known: Mapping[str, int],
    counts: Counts,
) -> dict[str, int]:
    """Lengths of lists that this item has completed. A list that failed counts as one item."""
    plan, found = claim.plan, dict[str, int]()
    for axis in plan.axes.values():
        if axis.source is None or list_axis(axis.source) in known:
            continue
        step, port = axis.source
        if plan.pass_of[step] != claim.at.pass_id:
            continue
        if plan.steps[step].axis is None:
            value = outcome.outputs.get(step, {}).get(port)
            found[list_axis(axis.source)] = len(value) if is_list(value) else 1
        else:
            total = await _mapped_length(work, claim, axis.source, counts)
            if total is not None:
                found[list_axis(axis.source)] = total
    return found


async def _mapped_length(
    work: Work, claim: Claim, source: tuple[str, str], counts: Counts
) -> int | None:
    step, port = source
    row = (
        await work.connection.execute(
            text("""
                SELECT count(*) AS items, bool_and(status = 'succeeded') AS whole,
                       coalesce(sum(jsonb_array_length(outputs -> :port)), 0)::int AS length
                FROM steps WHERE run = :run AND step = :step
            """),
            {"run": claim.run, "step": step, "port": port},
        )
    ).one()
    if row.items < (counts.items(claim.plan.steps[step].axis) or 0):
        return None
    return row.length if row.whole else 1


async def _done_items(work: Work, run: str) -> dict[str, set[int]]:
    done: dict[str, set[int]] = {}
    rows = await work.connection.execute(
        select(passes.c["pass"], passes.c.item).where(
            passes.c.run == run, passes.c.status == "done"
        )
    )
    for id, item in rows:
        done.setdefault(id, set()).add(item)
    return done


def _events(claim: Claim, outcome: Outcome) -> list[NewEvent]:
    events: list[NewEvent] = []
    for id in claim.plan.passes[claim.at.pass_id].steps:
        place: dict[str, Json] = {"step": id, "node": id, "item": claim.at.item}
        if failure := outcome.failures.get(id):
            told = {"code": failure.code, "message": failure.message}
            events.append(NewEvent("step.failed", place | {"error": told}))
        else:
            events.append(NewEvent("step.succeeded", place))
    return events


async def _advance(
    work: Work, claim: Claim, progress: _Unlocked, captured: int, last_seq: int
) -> tuple[int, int]:
    row = (
        await work.connection.execute(
            _ADVANCE,
            {
                "run": claim.run,
                "done": progress.steps_done,
                "found": progress.steps_found,
                "open_items": progress.open_items,
                "captured": captured,
                "last_seq": last_seq,
                "counts": progress.counts.model_dump_json(),
                "lengths": orjson.dumps(progress.lengths).decode(),
                "arranged": orjson.dumps(progress.arranged).decode(),
            },
        )
    ).one()
    return row.done, row.total
