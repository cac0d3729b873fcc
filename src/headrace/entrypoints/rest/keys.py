"""Keys for programs."""

from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from headrace.access.policy import require
from headrace.entrypoints.rest.answers import answer, nothing
from headrace.entrypoints.rest.auth import Working
from headrace.entrypoints.rest.idempotency import Idempotent
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.kernel.actor import Scope
from headrace.workspaces.find import keys
from headrace.workspaces.issue_key import issue_key
from headrace.workspaces.model import LONGEST_NAME, IssuedKey, Key
from headrace.workspaces.revoke_key import revoke_key

routes = router("Keys")


class NewKey(BaseModel):
    """What the key is for, and what it may do."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
    ]
    scope: Scope = "run"


@routes.get("/v1/keys", response_model=Page[Key])
async def list_keys(work: Working, asked: Paging) -> Response:
    """The workspace's keys, newest first. Needs the scope `admin`."""
    require(work.actor, "key.manage")
    rows = await keys(work, limit=asked.fetch, after=asked.after)
    shown, following = cut(rows, asked, lambda key: [key.id])
    return answer(Page[Key](items=list(shown), next=following))


@routes.post("/v1/keys", status_code=201, response_model=IssuedKey)
async def create_key(new: NewKey, work: Working, once: Idempotent) -> Response:
    """Makes a key. Its secret is in this answer and never again. Needs the scope `admin`."""
    require(work.actor, "key.manage")

    async def issue() -> Response:
        return answer(await issue_key(work, new.name, new.scope), 201)

    return await once.do(work, issue, secret=True)


@routes.delete("/v1/keys/{key}", status_code=204)
async def delete_key(key: str, work: Working) -> Response:
    """Makes a key worthless from now on. Needs the scope `admin`."""
    require(work.actor, "key.manage")
    await revoke_key(work, key)
    return nothing()
