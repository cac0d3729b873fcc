"""What happened in a run, for those who look back."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.timeline import Happened

_HISTORY = text("""
    SELECT at, kind, data ->> 'step', (data ->> 'item')::int,
           COALESCE((data ->> 'reused')::bool, false)
    FROM events WHERE run = :run AND kind <> 'step.progress' ORDER BY seq
""")


async def history(work: Work, run: str) -> list[Happened]:
    """Every event that tells of time, in order. The caller has checked the run is visible."""
    return [Happened(*row) for row in await work.connection.execute(_HISTORY, {"run": run})]
