"""Balance and ledger."""

from sqlalchemy import select

from headrace.access.visible import visible
from headrace.credits.model import Balance, Entry
from headrace.credits.tables import credit_accounts, credit_entries
from headrace.db.work import Work


async def balance(work: Work) -> Balance:
    """What the actor's workspace has, holds and has spent."""
    account = credit_accounts.c
    result = await work.connection.execute(
        select(account.available, account.held, account.spent).where(visible(work, credit_accounts))
    )
    row = result.mappings().one_or_none()
    return Balance(**row) if row else Balance(available=0, held=0, spent=0)


async def entries(work: Work, *, limit: int, after: str | None = None) -> list[Entry]:
    """The ledger, newest first; `after` is the last id seen."""
    entry = credit_entries.c
    query = (
        select(
            entry.id,
            entry.kind,
            entry.amount,
            entry.run,
            entry.step,
            entry.note,
            entry.created_at,
        )
        .where(visible(work, credit_entries))
        .order_by(entry.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(entry.id < after)
    rows = await work.connection.execute(query)
    return [Entry(**row) for row in rows.mappings()]
