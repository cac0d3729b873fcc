"""Make a key worthless, from the next request on."""

from sqlalchemy import update

from headrace.db.work import Work
from headrace.kernel.errors import NotFound
from headrace.workspaces.tables import api_keys


async def revoke_key(work: Work, key: str) -> None:
    """Raises NotFound for a key of another workspace and for one already revoked."""
    result = await work.connection.execute(
        update(api_keys)
        .where(
            api_keys.c.id == key,
            api_keys.c.workspace == work.actor.workspace,
            api_keys.c.revoked_at.is_(None),
        )
        .values(revoked_at=work.now)
    )
    if not result.rowcount:
        raise NotFound("key.not_found", "There is no such key.")
