"""Set credits aside before work starts."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.kernel.errors import NoCredits
from headrace.kernel.ids import new_id

# Taking and checking are one statement: with two, concurrent runs overspend.
_HOLD = text("""
    WITH account AS (
        UPDATE credit_accounts SET available = available - :amount, held = held + :amount
        WHERE workspace = :workspace AND available >= :amount
        RETURNING workspace
    ), entry AS (
        INSERT INTO credit_entries (id, workspace, kind, amount, run, created_at)
        SELECT :id, workspace, 'hold', :amount, :run, :now FROM account
    )
    INSERT INTO credit_holds AS hold (run, workspace, remaining)
    SELECT :run, workspace, :amount FROM account
    ON CONFLICT (run) DO UPDATE SET remaining = hold.remaining + excluded.remaining
""")


async def hold(work: Work, run: str, amount: int) -> None:
    """Sets `amount` credits aside for the run; raises NoCredits when they are not there."""
    if amount < 0:
        raise ValueError("a hold cannot be negative")
    if amount == 0:
        return
    result = await work.connection.execute(
        _HOLD,
        {
            "id": new_id("entry"),
            "workspace": work.actor.workspace,
            "amount": amount,
            "run": run,
            "now": work.now,
        },
    )
    if not result.rowcount:
        raise NoCredits(
            "credits.not_enough",
            f"This costs up to {amount} credits, more than the workspace has left.",
        )
