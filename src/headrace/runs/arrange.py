"""Write down the pass items that have become known, and queue those that wait for nothing."""

from collections.abc import Mapping, Sequence, Set

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem, Schedule
from headrace.runs.queue import enqueue

_INSERT = text("""
    INSERT INTO passes (run, pass, item, status, waiting, ready_at)
    SELECT :run, row.pass, row.item,
           CASE WHEN row.waiting = 0 THEN 'ready' ELSE 'blocked' END, row.waiting,
           CASE WHEN row.waiting = 0 THEN CAST(:now AS timestamptz) END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (pass text, item int, waiting int)
""")


async def arrange(
    work: Work,
    run: str,
    plan: Plan,
    counts: Counts,
    passes: Set[str],
    done: Mapping[str, Set[int]],
) -> tuple[int, int]:
    """Adds every item of these passes; returns how many pass items and step items that makes."""
    schedule = Schedule(plan)
    rows: list[dict[str, str | int]] = []
    ready: list[PassItem] = []
    step_items = 0
    for id in (id for id in plan.passes if id in passes):
        items = counts.items(plan.passes[id].axis) or 0
        step_items += items * len(plan.passes[id].steps)
        for item in range(items):
            at = PassItem(id, item)
            waiting = schedule.waiting(counts, at, done)
            rows.append({"pass": id, "item": item, "waiting": waiting})
            if waiting == 0:
                ready.append(at)
    await _insert(work, run, rows)
    await enqueue(work, run, ready)
    return len(rows), step_items


async def _insert(work: Work, run: str, rows: Sequence[Mapping[str, str | int]]) -> None:
    if rows:
        await work.connection.execute(
            _INSERT, {"run": run, "now": work.now, "rows": orjson.dumps(rows).decode()}
        )
