"""Take what a step cost from what was held for its run."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.kernel.ids import new_id

_CAPTURE = text("""
    WITH entry AS (
        INSERT INTO credit_entries (id, workspace, kind, amount, run, step, created_at)
        VALUES (:id, :workspace, 'capture', :amount, :run, :step, :now)
        ON CONFLICT (run, step) WHERE kind = 'capture' DO NOTHING
        RETURNING amount
    ), hold AS (
        UPDATE credit_holds SET remaining = remaining - entry.amount FROM entry
        WHERE run = :run AND workspace = :workspace
        RETURNING run
    ), account AS (
        UPDATE credit_accounts SET held = held - entry.amount, spent = spent + entry.amount
        FROM entry, hold
        WHERE workspace = :workspace
        RETURNING workspace
    )
    SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM account) AS taken
""")


async def capture(work: Work, run: str, step: str, amount: int) -> bool:
    """Takes `amount` from the run's hold; False when this step was captured before.

    Taking more than is held fails the whole transaction: it can only be our own mistake.
    """
    if amount < 0:
        raise ValueError("a capture cannot be negative")
    if amount == 0:
        return False
    result = await work.connection.execute(
        _CAPTURE,
        {
            "id": new_id("entry"),
            "workspace": work.actor.workspace,
            "amount": amount,
            "run": run,
            "step": step,
            "now": work.now,
        },
    )
    done = result.one()
    if done.entries != done.taken:
        raise RuntimeError(f"nothing is held for {run}")
    return bool(done.entries)
