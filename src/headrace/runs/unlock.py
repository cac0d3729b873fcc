"""What a settled item makes possible: freed items, lists whose length is now known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import select, text

from headrace.db.work import Work
from headrace.events.kinds import NewEvent
from headrace.graph.counts import Counts, count
from headrace.graph.plan import list_axis
from headrace.graph.schedule import PassItem, Schedule
from headrace.graph.values import is_list
from headrace.runs.admit import admit
from headrace.runs.arrange import arrange, lane_of
from headrace.runs.ask import ask
from headrace.runs.claim import Claim
from headrace.runs.perform import Outcome
from headrace.runs.tables import passes

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

_MAPPED_LENGTH = text("""
    SELECT count(*) AS items, bool_and(status = 'succeeded') AS whole,
           coalesce(sum(jsonb_array_length(outputs -> :port)), 0)::int AS length
    FROM steps WHERE run = :run AND step = :step AND status <> 'replaced'
""")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Items added by lists that became known, and what is known now; None when unchanged.

    `asked` are the questions that now wait for a person.
    """

    asked: Sequence[NewEvent] = ()
    pass_items: int = 0
    step_items: int = 0
    counts: Counts | None = None
    lengths: Mapping[str, int] | None = None
    arranged: Sequence[str] | None = None


async def unlock(work: Work, claim: Claim, outcome: Outcome, row: Any) -> Unlocked:
    """`row` is the locked run: its counts, lengths and arranged passes."""
    plan, schedule = claim.plan, Schedule(claim.plan)
    counts, arranged = Counts.model_validate(row.counts), frozenset[str](row.arranged)
    ready = await _free(work, claim.run, list(schedule.freed(counts, claim.at, arranged)))
    unlocked = Unlocked()
    found = await _new_lengths(work, claim, outcome, row.lengths, counts)
    if found:
        lengths = row.lengths | found
        counts = count(plan, lengths, counts.faults)
        passes_found = schedule.known(counts) - arranged
        done = await _done_items(work, claim.run)
        added = await arrange(work, claim.run, claim.edition, plan, counts, passes_found, done)
        ready += added.ready
        unlocked = Unlocked(
            (), added.pass_items, added.step_items, counts, lengths, sorted(arranged | passes_found)
        )
    asked = await ask(work, claim.run, plan, counts, ready)
    lanes = {lane_of(plan, at.pass_id) for at in [claim.at, *ready]}
    await admit(work, claim.workspace, lanes)
    return replace(unlocked, asked=asked)


async def _free(work: Work, run: str, freed: Sequence[PassItem]) -> list[PassItem]:
    """Those of the items that wait for nothing any more."""
    if not freed:
        return []
    items = orjson.dumps([{"p": at.pass_id, "i": at.item} for at in freed]).decode()
    rows = await work.connection.execute(_FREE, {"run": run, "now": work.now, "items": items})
    return [PassItem(*row) for row in rows]


async def _new_lengths(
    work: Work, claim: Claim, outcome: Outcome, known: Mapping[str, int], counts: Counts
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
    place = {"run": claim.run, "step": step, "port": port}
    row = (await work.connection.execute(_MAPPED_LENGTH, place)).one()
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
