"""One at a time: a sweep runs alone, and never while somebody makes a backup."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Both end with the transaction that took them, however it ends.
_SWEEP = text("SELECT pg_try_advisory_xact_lock(hashtext('headrace upkeep'))")
_BACK_UP = text("SELECT pg_advisory_xact_lock_shared(hashtext('headrace upkeep'))")


async def may_sweep(connection: AsyncConnection) -> bool:
    """False while another sweep or a backup is under way."""
    return bool(await connection.scalar(_SWEEP))


async def keep_sweeps_away(connection: AsyncConnection) -> None:
    """Waits for a sweep that is under way; none begins until the transaction ends."""
    await connection.execute(_BACK_UP)
