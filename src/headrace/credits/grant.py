"""Give a workspace credits."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.kernel.ids import new_id

_GRANT = text("""
    WITH entry AS (
        INSERT INTO credit_entries (id, workspace, kind, amount, note, created_at)
        VALUES (:id, :workspace, 'grant', :amount, :note, :now)
    )
    INSERT INTO credit_accounts AS account (workspace, available, held, spent)
    VALUES (:workspace, :amount, 0, 0)
    ON CONFLICT (workspace) DO UPDATE SET available = account.available + excluded.available
""")


async def grant(work: Work, amount: int, note: str = "") -> None:
    """Adds `amount` whole credits, which must be more than nothing."""
    if amount <= 0:
        raise ValueError("only a positive amount can be granted")
    await work.connection.execute(
        _GRANT,
        {
            "id": new_id("entry"),
            "workspace": work.actor.workspace,
            "amount": amount,
            "note": note,
            "now": work.now,
        },
    )
