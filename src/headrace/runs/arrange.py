"""Write down the pass items that have become known: done, ready, or blocked by others."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem, Schedule
from headrace.runs.admit import first_turn

FENCES_OF_EDITION = 1_000_000
"""Fence numbers of a resumed run start anew above all that were given before."""

_INSERT = text("""
    INSERT INTO passes
        (run, pass, item, workspace, lane, turn, status, waiting, fence, ready_at)
    SELECT :run, row.pass, row.item, :workspace, row.lane, row.turn, row.status, row.waiting,
           :fence, :now
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
      AS row (pass text, item int, lane text, turn int, status text, waiting int)
""")


@dataclass(slots=True)
class Arranged:
    """What was written down: how much there is to do, and what may be done at once."""

    pass_items: int = 0
    step_items: int = 0
    ready: list[PassItem] = field(default_factory=list[PassItem])


async def arrange(
    work: Work,
    run: str,
    edition: int,
    plan: Plan,
    counts: Counts,
    passes: Set[str],
    done: Mapping[str, Set[int]],
) -> Arranged:
    """Adds every item of these passes; those in `done` have nothing left to do."""
    schedule, arranged = Schedule(plan), Arranged()
    todo = any(len(done.get(id, ())) < (counts.items(plan.passes[id].axis) or 0) for id in passes)
    base = await first_turn(work, work.actor.workspace) if todo else 0
    rows: list[dict[str, str | int]] = []
    for id in (id for id in plan.passes if id in passes):
        lane = lane_of(plan, id)
        for item in range(counts.items(plan.passes[id].axis) or 0):
            at = PassItem(id, item)
            waiting = schedule.waiting(counts, at, done)
            over = item in done.get(id, ())
            status = "done" if over else "blocked" if waiting else "ready"
            rows.append(
                {
                    "pass": id,
                    "item": item,
                    "lane": lane,
                    "turn": base + item,
                    "status": status,
                    "waiting": waiting,
                }
            )
            arranged.pass_items += 1
            arranged.step_items += len(plan.passes[id].steps)
            if status == "ready":
                arranged.ready.append(at)
    await _insert(work, run, edition, rows)
    return arranged


def lane_of(plan: Plan, pass_id: str) -> str:
    """Where a pass queues up. All its steps are of one lane."""
    return plan.steps[plan.passes[pass_id].steps[0]].lane


async def _insert(
    work: Work, run: str, edition: int, rows: Sequence[Mapping[str, str | int]]
) -> None:
    if rows:
        await work.connection.execute(
            _INSERT,
            {
                "run": run,
                "workspace": work.actor.workspace,
                "fence": edition * FENCES_OF_EDITION,
                "now": work.now,
                "rows": orjson.dumps(rows).decode(),
            },
        )
