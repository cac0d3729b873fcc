"""Stop a run: nothing more of it starts, what runs is abandoned, the hold goes back."""

from sqlalchemy import select, text

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.credits.release import release
from headrace.db.work import Work
from headrace.events.emit import emit
from headrace.events.kinds import NewEvent
from headrace.kernel.errors import NotFound
from headrace.kernel.fault import reach
from headrace.runs.admit import admit
from headrace.runs.model import TERMINAL
from headrace.runs.tables import runs

CHANNEL = "headrace_cancelled"

# Whoever claims or settles an item holds it, waits for the run, and then sees that it ended.
_STOP = text("""
    WITH stopped AS (
        UPDATE passes SET status = 'cancelled'
        WHERE (run, pass, item) IN (
            SELECT run, pass, item FROM passes
            WHERE run = :run AND status NOT IN ('done', 'cancelled')
            FOR UPDATE SKIP LOCKED
        )
        RETURNING lane
    )
    SELECT DISTINCT lane FROM stopped
""")


async def cancel(work: Work, run: str) -> None:
    """Does nothing to a run that has ended already. Raises `NotFound`."""
    require(work.actor, "run.cancel")
    found = (
        await work.connection.execute(
            select(runs.c.status, runs.c.last_seq, runs.c.workspace)
            .where(runs.c.id == run, visible(work, runs))
            .with_for_update(key_share=True)
        )
    ).one_or_none()
    if found is None:
        raise NotFound("run.not_found", "There is no such run.")
    if found.status in TERMINAL:
        return
    lanes = (await work.connection.scalars(_STOP, {"run": run})).all()
    await admit(work, found.workspace, lanes)
    reach("cancel.stopped")
    released = await release(work, run)
    await work.connection.execute(
        runs.update()
        .where(runs.c.id == run)
        .values(
            status="cancelled",
            asking=0,
            released=released,
            finished_at=work.now,
            last_seq=found.last_seq + 1,
        )
    )
    await emit(work, run, [NewEvent("run.cancelled", {"status": "cancelled"})], found.last_seq + 1)
    await work.connection.execute(
        text("SELECT pg_notify(:channel, :run)"), {"channel": CHANNEL, "run": run}
    )
