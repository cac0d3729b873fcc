"""How much a provider is asked at once."""

from dataclasses import dataclass

from sqlalchemy import select

from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.providers.tables import providers


@dataclass(frozen=True, slots=True)
class CallLimits:
    """Over all workers: calls under way at once, and calls begun within a minute."""

    concurrency: int = 4
    per_minute: int | None = None


async def limits_of(work: Work, name: str) -> CallLimits:
    """Those of a provider that is gone are the usual ones; its steps fail by themselves."""
    row = (
        await work.connection.execute(
            select(providers.c.concurrency, providers.c.per_minute).where(
                visible(work, providers), providers.c.name == name
            )
        )
    ).one_or_none()
    return CallLimits(*row) if row else CallLimits()
