"""Write events, and tell whoever listens once the transaction holds."""

from collections.abc import Sequence
from dataclasses import asdict

import orjson
from sqlalchemy import text

from headrace.db.work import Work
from headrace.events.kinds import FINAL, NewEvent

CHANNEL = "headrace_events"
ENDED = "!"
"""Behind a run's id in a note: it has ended."""

_INSERT = text("""
    WITH written AS (
        INSERT INTO events (run, seq, at, kind, data)
        SELECT :run, :last_seq - jsonb_array_length(CAST(:events AS jsonb)) + place,
               :at, event ->> 'kind', event -> 'data'
        FROM jsonb_array_elements(CAST(:events AS jsonb)) WITH ORDINALITY AS e (event, place)
    )
    SELECT pg_notify(:channel, :note)
""")


async def emit(work: Work, run: str, events: Sequence[NewEvent], last_seq: int) -> None:
    """Writes the events so that the last one gets `last_seq`.

    The caller holds the run's lock and has already advanced its counter by as many.
    """
    if events:
        await work.connection.execute(
            _INSERT,
            {
                "run": run,
                "last_seq": last_seq,
                "at": work.now,
                "channel": CHANNEL,
                "note": f"{run}{ENDED}" if events[-1].kind in FINAL else run,
                "events": orjson.dumps([asdict(event) for event in events]).decode(),
            },
        )
