"""Browsers come in with a link that works once, and go out again."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from headrace.entrypoints.rest.answers import nothing
from headrace.entrypoints.rest.asked import base_url, house_of
from headrace.entrypoints.rest.auth import COOKIE, Working, credential
from headrace.entrypoints.rest.route import router
from headrace.kernel.clock import utc_now
from headrace.workspaces.sign_in import SESSION_LIFETIME, sign_in, sign_out

routes = router("Account")


class SignIn(BaseModel):
    """The token of a sign-in link."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]


@routes.post("/v1/sign-in", status_code=204)
async def open_session(body: SignIn, request: Request) -> Response:
    """Trades the link's token for a session cookie."""
    async with house_of(request).database.connection() as connection:
        session = await sign_in(connection, utc_now(), body.token)
    response = nothing()
    response.set_cookie(
        COOKIE,
        session,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=base_url(request).startswith("https:"),
    )
    return response


@routes.post("/v1/sign-out", status_code=204)
async def close_session(work: Working, request: Request) -> Response:
    """Ends the browser's session; a key stays valid."""
    await sign_out(work.connection, work.now, credential(request))
    response = nothing()
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
