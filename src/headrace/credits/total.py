"""Credits of all workspaces together, for who runs the house."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.credits.tables import credit_holds


async def held_in_total(connection: AsyncConnection) -> int:
    """What is set aside for runs under way."""
    held = select(func.coalesce(func.sum(credit_holds.c.remaining), 0)).where(
        credit_holds.c.remaining > 0
    )
    return int(await connection.scalar(held) or 0)
