"""Forget answers that are older than they must be kept."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.replies.keep import LIFETIME
from headrace.replies.tables import replies


async def purge(connection: AsyncConnection, now: datetime) -> int:
    """Removes them in every workspace and says how many they were."""
    result = await connection.execute(delete(replies).where(replies.c.created_at <= now - LIFETIME))
    return result.rowcount
