"""Where the time of a run went, for its builder."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, tuple_

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.events.history import history
from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem
from headrace.graph.timeline import Moments, moments
from headrace.kernel.errors import NotFound
from headrace.runs.tables import passes, runs

_TOLD = passes.c.status, passes.c.lane, passes.c.attempt, passes.c.lost, passes.c.worker


class TimelineStep(BaseModel):
    """A step that ran with others in one pass."""

    step: str
    type: str
    title: str


class TimelineItem(BaseModel):
    """One item of a pass: the unit that a worker takes, runs and settles."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    steps: list[TimelineStep]
    item: int
    lane: str
    """Items of one lane share the room there is for them."""
    status: str
    """`blocked` by others, `waiting` for a person, `ready` for room in its lane, `queued`,
    `running`, `done` or `cancelled`."""
    reused: bool
    """Whether it was done before and nothing had to be."""
    worker: str | None
    """The one that took it last; null for what no worker had to do."""
    attempts: int
    lost: int
    """How many workers stopped while they were at it."""
    ready_at: datetime | None
    """When the last of what it needs was done."""
    started_at: datetime | None
    finished_at: datetime | None
    wait_seconds: float | None
    work_seconds: float | None


async def timeline(
    work: Work, run: str, *, after: PassItem | None, limit: int
) -> list[tuple[PassItem, TimelineItem]]:
    """Items behind `after`, in the order of their passes. Raises `NotFound`."""
    require(work.actor, "run.inspect")
    row = (
        await work.connection.execute(
            select(runs.c.plan, runs.c.counts).where(runs.c.id == run, visible(work, runs))
        )
    ).one_or_none()
    if row is None:
        raise NotFound("run.not_found", "There is no such run.")
    plan, counts = Plan.model_validate(row.plan), Counts.model_validate(row.counts)
    place = passes.c["pass"], passes.c.item
    query = select(*place, *_TOLD).where(passes.c.run == run).order_by(*place).limit(limit)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(after.pass_id, after.item))
    rows = (await work.connection.execute(query)).all()
    asked = [PassItem(row[0], row[1]) for row in rows]
    told = moments(plan, counts, await history(work, run), asked)
    return [(at, _shown(plan, at, told[at], row)) for at, row in zip(asked, rows, strict=True)]


def _shown(plan: Plan, at: PassItem, own: Moments, row: Any) -> TimelineItem:
    steps = [plan.steps[id] for id in plan.passes[at.pass_id].steps]
    begun = own.started is not None
    return TimelineItem(
        steps=[TimelineStep(step=s.id, type=s.type, title=s.title) for s in steps],
        item=at.item,
        lane=row.lane,
        status=row.status,
        reused=own.reused,
        worker=row.worker,
        attempts=row.attempt if row.worker else 0,
        lost=row.lost,
        ready_at=own.ready,
        started_at=own.started,
        finished_at=own.finished,
        wait_seconds=_seconds(own.wait),
        work_seconds=_seconds(own.work) if begun else None,
    )


def _seconds(time: timedelta | None) -> float | None:
    return None if time is None else time.total_seconds()
