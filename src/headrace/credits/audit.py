"""Whether the ledger is balanced."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_WORKSPACES = text("""
    WITH entries AS (
        SELECT workspace,
               coalesce(sum(amount) FILTER (WHERE kind = 'grant'), 0) AS granted,
               coalesce(sum(amount) FILTER (WHERE kind = 'hold'), 0) AS held,
               coalesce(sum(amount) FILTER (WHERE kind = 'capture'), 0) AS captured,
               coalesce(sum(amount) FILTER (WHERE kind = 'release'), 0) AS released
        FROM credit_entries GROUP BY workspace
    ), holds AS (
        SELECT workspace, sum(remaining) AS remaining FROM credit_holds GROUP BY workspace
    )
    SELECT coalesce(account.workspace, entries.workspace) AS workspace
    FROM credit_accounts AS account
    FULL JOIN entries ON entries.workspace = account.workspace
    LEFT JOIN holds ON holds.workspace = account.workspace
    WHERE account.available + account.held + account.spent IS DISTINCT FROM granted
       OR account.held IS DISTINCT FROM entries.held - captured - released
       OR account.held <> coalesce(holds.remaining, 0)
       OR account.spent IS DISTINCT FROM captured
    ORDER BY 1
""")
_HOLDS = text("""
    SELECT hold.run
    FROM credit_holds AS hold JOIN credit_entries AS entry ON entry.run = hold.run
    GROUP BY hold.run, hold.remaining
    HAVING hold.remaining <> sum(CASE entry.kind WHEN 'hold' THEN amount ELSE -amount END)
    ORDER BY 1
""")


async def faults_of_ledger(connection: AsyncConnection) -> list[str]:
    """One sentence for each account and each hold that its entries do not add up to."""
    accounts = await connection.scalars(_WORKSPACES)
    holds = await connection.scalars(_HOLDS)
    return [
        *(f"The ledger of {workspace} is not balanced." for workspace in accounts),
        *(f"What is held for {run} is not what its entries say." for run in holds),
    ]
