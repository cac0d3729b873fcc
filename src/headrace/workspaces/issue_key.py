"""Make a key for a program."""

from sqlalchemy import insert

from headrace.db.work import Work
from headrace.kernel.actor import Scope
from headrace.kernel.ids import new_id
from headrace.workspaces.model import IssuedKey
from headrace.workspaces.secret import digest, new_key, shown_prefix
from headrace.workspaces.tables import api_keys


async def issue_key(work: Work, name: str, scope: Scope) -> IssuedKey:
    """The new key with its secret, which cannot be had again."""
    secret = new_key()
    issued = IssuedKey(
        id=new_id("key"),
        name=name,
        scope=scope,
        prefix=shown_prefix(secret),
        created_at=work.now,
        key=secret,
    )
    await work.connection.execute(
        insert(api_keys).values(
            **issued.model_dump(exclude={"key"}),
            workspace=work.actor.workspace,
            digest=digest(secret),
        )
    )
    return issued
