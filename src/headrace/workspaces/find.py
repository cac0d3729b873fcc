"""Who is behind a credential, and what a workspace holds."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.db.work import Work
from headrace.kernel.actor import SCOPES_OF_ROLE, Actor, Role, Scope
from headrace.workspaces.model import Key, Member, Workspace
from headrace.workspaces.secret import digest
from headrace.workspaces.tables import api_keys, members, sessions, workspaces

_ROLE_OF_SCOPE: dict[Scope, Role] = {"run": "runner", "build": "builder", "admin": "admin"}
_USE_NOTED_EVERY = timedelta(minutes=1)

# Built once: these two are asked with nearly every request.
_KEY = select(
    api_keys.c.id, api_keys.c.workspace, api_keys.c.name, api_keys.c.scope, api_keys.c.last_used_at
).where(api_keys.c.digest == bindparam("digest"), api_keys.c.revoked_at.is_(None))
_MEMBER_SIGNED_IN = (
    select(members.c.id, members.c.workspace, members.c.name, members.c.role)
    .join(sessions, sessions.c.member == members.c.id)
    .where(
        sessions.c.digest == bindparam("digest"),
        sessions.c.revoked_at.is_(None),
        sessions.c.expires_at > bindparam("now"),
    )
)


async def actor_of_key(connection: AsyncConnection, now: datetime, key: str) -> Actor | None:
    """The actor a key stands for; None when unknown or revoked."""
    result = await connection.execute(_KEY, {"digest": digest(key)})
    row = result.one_or_none()
    if row is None:
        return None
    if row.last_used_at is None or now - row.last_used_at >= _USE_NOTED_EVERY:
        await _note_use(connection, now, row.id)
    role = _ROLE_OF_SCOPE[row.scope]
    return Actor(
        workspace=row.workspace,
        role=role,
        key=row.id,
        name=row.name,
        scopes=SCOPES_OF_ROLE[role],
    )


async def _note_use(connection: AsyncConnection, now: datetime, key: str) -> None:
    # Skips a locked row: requests with one key must never wait for each other.
    free = (
        select(api_keys.c.id).where(api_keys.c.id == key).with_for_update(skip_locked=True)
    ).scalar_subquery()
    await connection.execute(update(api_keys).where(api_keys.c.id == free).values(last_used_at=now))


async def actor_of_session(connection: AsyncConnection, now: datetime, token: str) -> Actor | None:
    """The member who signed in; None when the session has ended."""
    result = await connection.execute(_MEMBER_SIGNED_IN, {"digest": digest(token), "now": now})
    row = result.one_or_none()
    if row is None:
        return None
    return Actor(
        workspace=row.workspace,
        role=row.role,
        member=row.id,
        name=row.name,
        scopes=SCOPES_OF_ROLE[row.role],
    )


async def home(connection: AsyncConnection) -> Workspace | None:
    """The first workspace of the house; None before the first start."""
    result = await connection.execute(
        select(workspaces.c.id, workspaces.c.name).order_by(workspaces.c.id).limit(1)
    )
    row = result.one_or_none()
    return Workspace(id=row.id, name=row.name) if row else None


async def owner(connection: AsyncConnection, workspace: str) -> Member:
    """The member who owns the workspace."""
    result = await connection.execute(
        select(members.c.id, members.c.workspace, members.c.name, members.c.role)
        .where(members.c.workspace == workspace, members.c.role == "owner")
        .order_by(members.c.id)
        .limit(1)
    )
    return Member(**result.mappings().one())


def house_of(workspace: str) -> Actor:
    """The house itself at work inside a workspace: seeding, settling, the command line."""
    return Actor(workspace=workspace, role="owner", name="Headrace", scopes=SCOPES_OF_ROLE["owner"])


async def workspace_of(work: Work) -> Workspace:
    """The workspace the actor is in."""
    result = await work.connection.execute(
        select(workspaces.c.id, workspaces.c.name).where(workspaces.c.id == work.actor.workspace)
    )
    row = result.one()
    return Workspace(id=row.id, name=row.name)


async def keys(work: Work, *, limit: int, after: str | None = None) -> list[Key]:
    """Keys that still open something, newest first; `after` is the last id seen."""
    query = (
        select(
            api_keys.c.id,
            api_keys.c.name,
            api_keys.c.scope,
            api_keys.c.prefix,
            api_keys.c.created_at,
            api_keys.c.last_used_at,
        )
        .where(api_keys.c.workspace == work.actor.workspace, api_keys.c.revoked_at.is_(None))
        .order_by(api_keys.c.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(api_keys.c.id < after)
    rows = await work.connection.execute(query)
    return [Key(**row) for row in rows.mappings()]
