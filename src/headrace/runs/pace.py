"""How fast the work of a lane may begin, over all workers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from headrace.db.work import Work
from headrace.providers.limits import limits_of
from headrace.workspaces.find import house_of

WINDOW = 32
"""Pass items of one workspace that may be queued or running at once in a lane without a
provider."""

# Whoever counts what a provider is asked holds this until the count is committed.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:workspace || ' ' || :lane, 0))")

_NEXT = text("SELECT next_at FROM paces WHERE workspace = :workspace AND lane = :lane")

_ADVANCE = text("""
    INSERT INTO paces (workspace, lane, next_at) VALUES (:workspace, :lane, :next_at)
    ON CONFLICT (workspace, lane) DO UPDATE SET next_at = excluded.next_at
""")


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `window` at once; where there is a rate, the first not before `start`, and each
    `gap` seconds after the one before."""

    window: int
    start: datetime | None = None
    gap: float = 0.0


async def pace_of(work: Work, workspace: str, lane: str) -> Pace:
    """Locks the lane of a provider until this transaction ends."""
    _, _, provider = lane.partition(":")
    if not provider:
        return Pace(WINDOW)
    place = {"workspace": workspace, "lane": lane}
    await work.connection.execute(_LOCK, place)
    within = Work(house_of(workspace), work.now, work.connection)
    limits = await limits_of(within, provider)
    if limits.per_minute is None:
        return Pace(limits.concurrency)
    next_at = await work.connection.scalar(_NEXT, place)
    return Pace(limits.concurrency, max(next_at or work.now, work.now), 60 / limits.per_minute)


async def advance(work: Work, workspace: str, lane: str, pace: Pace, begun: int) -> None:
    """So many more will have begun at this pace."""
    if pace.start and begun:
        next_at = pace.start + timedelta(seconds=begun * pace.gap)
        await work.connection.execute(
            _ADVANCE, {"workspace": workspace, "lane": lane, "next_at": next_at}
        )
