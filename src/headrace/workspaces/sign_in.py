"""Sign-in links and the sessions they open."""

from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.kernel.errors import Unauthenticated
from headrace.kernel.ids import new_id
from headrace.workspaces.model import Member
from headrace.workspaces.secret import digest, new_token
from headrace.workspaces.tables import sessions, sign_in_links

LINK_LIFETIME = timedelta(hours=24)
SESSION_LIFETIME = timedelta(days=30)


async def issue_sign_in_link(connection: AsyncConnection, now: datetime, member: Member) -> str:
    """The token of a link that signs this member in once, within a day."""
    token = new_token()
    await connection.execute(
        insert(sign_in_links).values(
            id=new_id("link"),
            workspace=member.workspace,
            member=member.id,
            digest=digest(token),
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    return token


async def sign_in(connection: AsyncConnection, now: datetime, token: str) -> str:
    """The token of a new session. Raises Unauthenticated when the link is used or too old."""
    # One conditional statement: of two who use the link at once, only one gets in.
    used = await connection.execute(
        update(sign_in_links)
        .where(
            sign_in_links.c.digest == digest(token),
            sign_in_links.c.used_at.is_(None),
            sign_in_links.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(sign_in_links.c.workspace, sign_in_links.c.member)
    )
    link = used.one_or_none()
    if link is None:
        raise Unauthenticated(
            "sign_in.link_not_valid",
            "This sign-in link was used already or is too old. Ask for a new one.",
        )
    session = new_token()
    await connection.execute(
        insert(sessions).values(
            id=new_id("session"),
            workspace=link.workspace,
            member=link.member,
            digest=digest(session),
            created_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    return session


async def sign_out(connection: AsyncConnection, now: datetime, session: str) -> None:
    """Ends the session here, not only in the browser; harmless when it has ended."""
    await connection.execute(
        update(sessions)
        .where(sessions.c.digest == digest(session), sessions.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
