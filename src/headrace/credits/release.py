"""Give back what a run held and did not use."""

from sqlalchemy import text

from headrace.db.work import Work
from headrace.kernel.ids import new_id

_RELEASE = text("""
    WITH before AS (
        SELECT run, workspace, remaining FROM credit_holds
        WHERE run = :run AND workspace = :workspace AND remaining > 0
        FOR UPDATE
    ), hold AS (
        UPDATE credit_holds SET remaining = 0 FROM before WHERE credit_holds.run = before.run
    ), entry AS (
        INSERT INTO credit_entries (id, workspace, kind, amount, run, created_at)
        SELECT :id, workspace, 'release', remaining, run, :now FROM before
    ), account AS (
        UPDATE credit_accounts
        SET held = held - before.remaining, available = available + before.remaining
        FROM before WHERE credit_accounts.workspace = before.workspace
    )
    SELECT remaining FROM before
""")


async def release(work: Work, run: str) -> int:
    """Frees the rest of the run's hold and says how much that was; 0 when nothing was left."""
    result = await work.connection.execute(
        _RELEASE,
        {
            "id": new_id("entry"),
            "workspace": work.actor.workspace,
            "run": run,
            "now": work.now,
        },
    )
    return int(result.scalar_one_or_none() or 0)
