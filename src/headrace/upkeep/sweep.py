"""Remove what is no longer needed: old replies, old runs, deleted assets, bytes of nobody."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.assets.blobs import blobs_of_assets
from headrace.assets.purge import purge as purge_assets
from headrace.blobs import Blobs, Found
from headrace.db.engine import Database
from headrace.flows.mentions import assets_in_flows
from headrace.kernel.errors import Conflict
from headrace.replies.purge import purge as purge_replies
from headrace.runs.blobs import blobs_of_runs
from headrace.runs.purge import purge as purge_runs
from headrace.spaces.mentions import assets_in_spaces
from headrace.upkeep.premises import Retention
from headrace.upkeep.turn import may_sweep
from headrace.workers.leave import forget_the_dead

_AT_ONCE = 1_000

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


@dataclass(slots=True)
class Swept:
    """What a sweep removed, or would."""

    replies: int = 0
    runs: int = 0
    assets: int = 0
    files: int = 0
    bytes: int = 0


async def sweep(
    database: Database,
    blobs: Blobs,
    retention: Retention,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Swept:
    """A `dry_run` only counts. Raises `Conflict` while another sweep or a backup is under way."""
    async with database.connection() as turn:
        if not await may_sweep(turn):
            raise Conflict(
                "upkeep.busy",
                "A backup or another clean-up is under way. Try again when it is done.",
            )
        if not dry_run:
            return await _sweep(database.connection, blobs, retention, now, dry_run=False)
        async with _taken_back(database) as begin:
            return await _sweep(begin, blobs, retention, now, dry_run=True)


@asynccontextmanager
async def _taken_back(database: Database) -> AsyncGenerator[Begin]:
    """Begins what is one transaction in truth, and takes all of it back."""
    async with database.connection() as connection:
        try:
            yield lambda: nullcontext(connection)
        finally:
            await connection.rollback()


async def _sweep(
    begin: Begin, blobs: Blobs, retention: Retention, now: datetime, *, dry_run: bool
) -> Swept:
    swept = Swept()
    async with begin() as connection:
        swept.replies = await purge_replies(connection, now)
        await forget_the_dead(connection)
    swept.runs = await _sweep_runs(begin, retention, now)
    async with begin() as connection:
        before = now - retention.deleted
        mentioned = await assets_in_spaces(connection, before)
        mentioned |= await assets_in_flows(connection, before)
        swept.assets = await purge_assets(connection, before, mentioned)
    await _sweep_blobs(begin, blobs, now - retention.orphans, swept, dry_run=dry_run)
    return swept


async def _sweep_runs(begin: Begin, retention: Retention, now: datetime) -> int:
    removed = 0
    while retention.runs is not None:
        async with begin() as connection:
            some = await purge_runs(connection, now - retention.runs)
        removed += some
        if not some:
            break
    return removed


async def _sweep_blobs(
    begin: Begin, blobs: Blobs, before: datetime, swept: Swept, *, dry_run: bool
) -> None:
    waiting: list[Found] = []
    async for found in blobs.walk():
        if found.modified < before:
            waiting.append(found)
        if len(waiting) == _AT_ONCE:
            await _sweep_some(begin, blobs, waiting, before, swept, dry_run=dry_run)
            waiting.clear()
    await _sweep_some(begin, blobs, waiting, before, swept, dry_run=dry_run)


async def _sweep_some(
    begin: Begin,
    blobs: Blobs,
    waiting: list[Found],
    before: datetime,
    swept: Swept,
    *,
    dry_run: bool,
) -> None:
    names = {found.name for found in waiting}
    if not names:
        return
    async with begin() as connection:
        orphans = names - await blobs_of_assets(connection, names)
        if orphans:
            orphans -= await blobs_of_runs(connection)
    for found in waiting:
        # Put again since it was found, it may be somebody's who is about to say so.
        if found.name in orphans and (dry_run or await blobs.delete(found.name, put_before=before)):
            swept.files += 1
            swept.bytes += found.size
