"""Read a run's log from any place, and wait for more."""

from sqlalchemy import select

from headrace.db.work import Work
from headrace.events.kinds import Event
from headrace.events.tables import events
from headrace.kernel.clock import rfc3339


async def events_after(work: Work, run: str, seq: int, *, limit: int = 500) -> list[Event]:
    """The events that follow `seq`, oldest first. The caller has checked the run is visible."""
    rows = await work.connection.execute(
        select(events)
        .where(events.c.run == run, events.c.seq > seq)
        .order_by(events.c.seq)
        .limit(limit)
    )
    return [Event(row.run, row.seq, rfc3339(row.at), row.kind, row.data) for row in rows]
