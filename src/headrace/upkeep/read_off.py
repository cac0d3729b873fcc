"""What the database says of a house at work, in a few cheap queries."""

from dataclasses import dataclass

from headrace.credits.total import held_in_total
from headrace.db.engine import Database
from headrace.events.total import events_written
from headrace.runs.depth import Depth, depth
from headrace.workers.find import alive


@dataclass(frozen=True, slots=True)
class Readings:
    """Of all workspaces together."""

    depth: Depth
    workers: int
    credits_held: int
    events: int


async def read_off(database: Database) -> Readings:
    async with database.connection() as connection:
        return Readings(
            depth=await depth(connection),
            workers=len(await alive(connection)),
            credits_held=await held_in_total(connection),
            events=await events_written(connection),
        )
