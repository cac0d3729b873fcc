"""Who asks: a key in the Authorization header, or else the browser's session cookie."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.db.work import Work
from headrace.entrypoints.rest.asked import house_of
from headrace.kernel.actor import Actor
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import Unauthenticated
from headrace.workspaces.find import actor_of_key, actor_of_session

COOKIE = "headrace_session"


async def acting(request: Request) -> Actor:
    """Who asks, found out in a transaction of its own; for handlers that are slow first."""
    async with house_of(request).database.connection() as connection:
        return await authenticate(request, connection)


def opening(request: Request) -> Callable[[], AbstractAsyncContextManager[Work]]:
    """For handlers that want a short transaction somewhere in their middle."""

    @asynccontextmanager
    async def open_work() -> AsyncGenerator[Work]:
        async with house_of(request).database.connection() as connection:
            actor = await authenticate(request, connection)
            yield Work(actor, utc_now(), connection)

    return open_work


async def working(request: Request) -> AsyncIterator[Work]:
    """One transaction for the whole request: who asks is the first thing it finds out.

    It commits before the answer is sent, so an answer never tells of what did not happen.
    """
    async with opening(request)() as work:
        yield work


Acting = Annotated[Actor, Depends(acting)]
Working = Annotated[Work, Depends(working, scope="function")]
Opening = Annotated[Callable[[], AbstractAsyncContextManager[Work]], Depends(opening)]
WAYS_IN = frozenset({acting, working, opening})
"""Every route that is not open must depend on one of these; `app.create` checks it."""


async def authenticate(request: Request, connection: AsyncConnection) -> Actor:
    """Raises Unauthenticated; says the same whatever is wrong with the credential."""
    key = bearer(request)
    if key is not None:
        actor = await actor_of_key(connection, utc_now(), key)
    else:
        session = request.cookies.get(COOKIE)
        actor = await actor_of_session(connection, utc_now(), session) if session else None
    if actor is None:
        raise not_signed_in()
    return actor


def bearer(request: Request) -> str | None:
    """The key; empty, hence valid for nobody, when another scheme was used."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, key = header.partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def credential(request: Request) -> str:
    """The secret the caller came with."""
    return bearer(request) or request.cookies.get(COOKIE, "")


def has_credentials(request: Request) -> bool:
    return "authorization" in request.headers or COOKIE in request.cookies


def not_signed_in() -> Unauthenticated:
    return Unauthenticated(
        "auth.required",
        "Sign in, or send a valid key as “Authorization: Bearer hr_…”.",
    )
