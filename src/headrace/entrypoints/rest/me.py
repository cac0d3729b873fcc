"""Who the caller is."""

from typing import Literal

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from headrace.credits.find import balance
from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.auth import Working
from headrace.entrypoints.rest.route import router
from headrace.kernel.actor import Role
from headrace.workspaces.find import workspace_of
from headrace.workspaces.model import Workspace

routes = router("Account")


class Caller(BaseModel):
    """A member signed in with a browser, or a program with a key."""

    kind: Literal["member", "key"]
    name: str


class Me(BaseModel):
    """Who asks, where, and with what powers."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    actor: Caller
    workspace: Workspace
    role: Role
    scopes: frozenset[str]
    credits: int
    """What new work in the workspace may cost."""


@routes.get("/v1/me", response_model=Me)
async def me(work: Working) -> Response:
    """Who you are: the actor, the workspace, your scopes and the credits left."""
    actor = work.actor
    return answer(
        Me(
            actor=Caller(kind="key" if actor.key else "member", name=actor.name),
            workspace=await workspace_of(work),
            role=actor.role,
            scopes=actor.scopes,
            credits=(await balance(work)).available,
        )
    )
