"""Spaces: the graphs behind flows."""

import asyncio
import re
from typing import Annotated, Any, Literal

from fastapi import Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from headrace.access.policy import require
from headrace.entrypoints.rest.answers import answer, nothing
from headrace.entrypoints.rest.asked import base_url, house_of
from headrace.entrypoints.rest.auth import Acting, Working
from headrace.entrypoints.rest.idempotency import Idempotent
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.entrypoints.rest.runs import Prefer, answer_run, results_with_addresses
from headrace.entrypoints.taking import taking
from headrace.flows.check import check_graph
from headrace.flows.model import Flow, Publication
from headrace.flows.nested import nested_while_editing
from headrace.flows.publish import publish
from headrace.flows.run import afresh, begin, price_of, with_media
from headrace.flows.run_space import Scope, plan_sound_part, plan_space
from headrace.flows.space_state import NodeState, SpaceState, state_of
from headrace.graph.document import SpaceDocument
from headrace.graph.edit import Operation, Refused, edit
from headrace.graph.problem import Problem
from headrace.graph.quote import Quote
from headrace.kernel.errors import invalid_field
from headrace.runs.model import Run
from headrace.spaces.delete import delete
from headrace.spaces.find import document_of, get_space, page_of_spaces
from headrace.spaces.model import Space, SpaceCard
from headrace.spaces.save import create, replace

routes = router("Spaces")

IfMatch = Annotated[str | None, Header(max_length=100)]
_ETAG = re.compile(r'(?:W/)?"(?P<revision>[0-9]{1,9})"')


class Checked(BaseModel):
    """What keeps the space from running; nothing when `ok`."""

    ok: bool
    problems: list[Problem]


class Edits(BaseModel):
    """Operations done in order, all or none."""

    model_config = ConfigDict(extra="forbid", strict=True)

    edits: Annotated[list[Operation], Field(max_length=1_000)]


class Asked(BaseModel):
    """Which part of the space to run: `upstream` is everything up to the node, it included."""

    model_config = ConfigDict(extra="forbid", strict=True)

    scope: Scope = "all"
    node: Annotated[str, Field(max_length=64)] | None = None
    draft: Literal[False] = False
    fresh: bool = False
    max_credits: Annotated[int, Field(ge=0)] | None = None


@routes.post("/v1/spaces", status_code=201, response_model=Space)
async def create_space(
    document: SpaceDocument, request: Request, work: Working, once: Idempotent
) -> Response:
    """Makes a space of a document; `{"name": …}` alone makes an empty one."""

    async def act() -> Response:
        return _answer(await create(work, house_of(request).registry, document), 201)

    return await once.do(work, act)


@routes.get("/v1/spaces", response_model=Page[SpaceCard])
async def list_spaces(work: Working, asked: Paging) -> Response:
    """Spaces you may open, newest first."""
    rows = await page_of_spaces(work, before=asked.after, limit=asked.fetch)
    shown, following = cut(rows, asked, lambda space: [space.id])
    return answer(Page[SpaceCard](items=list(shown), next=following))


@routes.get("/v1/spaces/{space}", response_model=Space)
async def read_space(space: str, work: Working) -> Response:
    """A space with its document; its ETag is what `If-Match` expects."""
    return _answer(await get_space(work, space))


@routes.delete("/v1/spaces/{space}", status_code=204)
async def delete_space(space: str, work: Working) -> Response:
    """Takes a space away. Flows published from it live on."""
    await delete(work, space)
    return nothing()


@routes.put("/v1/spaces/{space}/document", response_model=Space)
async def replace_document(
    space: str,
    document: SpaceDocument,
    request: Request,
    work: Working,
    if_match: IfMatch = None,
) -> Response:
    """Replaces the whole document. With `If-Match`, only if nobody changed it meanwhile."""
    revision = _revision(if_match)
    registry = house_of(request).registry
    return _answer(await replace(work, registry, space, document, revision))


@routes.post("/v1/spaces/{space}/edits", response_model=Space)
async def edit_space(
    space: str,
    body: Edits,
    request: Request,
    work: Working,
    once: Idempotent,
    if_match: IfMatch = None,
) -> Response:
    """Changes the document by exact operations, all or none; with `If-Match`, as replacing does."""
    registry, revision = house_of(request).registry, _revision(if_match)

    async def act() -> Response:
        require(work.actor, "space.edit")
        found = await get_space(work, space, lock=True)
        document = document_of(found)
        nested = await nested_while_editing(work, document, body.edits)
        try:
            # Off the loop: a thousand edits of the largest space take a second or more.
            edited = await asyncio.to_thread(edit, document, body.edits, registry, nested)
        except Refused as refused:
            raise invalid_field(f"edits.{refused.index}", "edit.refused", refused.message) from None
        return _answer(await replace(work, registry, space, edited, revision))

    return await once.do(work, act)


@routes.post("/v1/spaces/{space}/check", response_model=Checked)
async def check_space(space: str, request: Request, work: Working) -> Response:
    """Everything that keeps the space from running, each problem with its place."""
    document = document_of(await get_space(work, space))
    problems = await check_graph(work, house_of(request).registry, document)
    return answer(Checked(ok=not problems, problems=problems))


@routes.post("/v1/spaces/{space}/quote", response_model=Quote)
async def quote_space(
    space: str, request: Request, actor: Acting, asked: Asked | None = None
) -> Response:
    """What running the space, or a part of it, may cost."""
    house, wish = house_of(request), asked or Asked()
    async with house.database.work(actor) as work:
        found = await get_space(work, space)
        planned = await plan_space(work, house.registry, found, wish.scope, wish.node)
    ready = await with_media(planned, house.registry, taking(house, actor))
    async with house.database.work(actor) as work:
        return answer(await price_of(work, house.registry, afresh(ready) if wish.fresh else ready))


@routes.get("/v1/spaces/{space}/state", response_model=SpaceState)
async def read_state(space: str, request: Request, actor: Acting) -> Response:
    """How each node stands: idle, under way, done, failed, or stale since something changed."""
    house = house_of(request)
    async with house.database.work(actor) as work:
        found = await get_space(work, space)
        planned = await plan_sound_part(work, house.registry, found)
    ready = await with_media(planned, house.registry, taking(house, actor)) if planned else None
    async with house.database.work(actor) as work:
        state = await state_of(work, house.registry, found, ready)
    base = base_url(request)
    return answer(SpaceState(items=[_with_addresses(node, base) for node in state.items]))


def _with_addresses(node: NodeState, base: str) -> NodeState:
    return node.model_copy(update={"results": results_with_addresses(node.results, base)})


@routes.post("/v1/spaces/{space}/runs", status_code=202, response_model=Run)
async def run_space(
    space: str,
    request: Request,
    actor: Acting,
    once: Idempotent,
    prefer: Prefer,
    asked: Asked | None = None,
) -> Response:
    """Runs the space, or a part of it; the outputs at its ends are the results."""
    house, wish = house_of(request), asked or Asked()
    async with house.database.work(actor) as work:
        earlier = await once.earlier(work)
        if earlier is not None:
            return earlier
        found = await get_space(work, space)
        planned = await plan_space(work, house.registry, found, wish.scope, wish.node)
    ready = await with_media(planned, house.registry, taking(house, actor))
    if wish.fresh:
        ready = afresh(ready)
    return await answer_run(
        request,
        actor,
        once,
        prefer,
        lambda work: begin(work, house.registry, ready, wish.max_credits),
    )


@routes.post("/v1/spaces/{space}/publish", status_code=201, response_model=Flow)
async def publish_space(
    space: str,
    request: Request,
    work: Working,
    once: Idempotent,
    publication: Publication | None = None,
) -> Response:
    """Freezes the space as the next version of its flow. Problems are answered as 422."""
    wanted = publication or Publication()

    async def act() -> Response:
        flow = await publish(work, house_of(request).registry, space, wanted)
        location = {"Location": f"/v1/flows/{flow.id}"}
        return answer(with_address(flow, base_url(request)), 201, location)

    return await once.do(work, act)


def with_address(flow: Any, base: str) -> Any:
    """A flow or card whose cover has a whole address."""
    return flow.model_copy(update={"cover": base + flow.cover}) if flow.cover else flow


def _answer(space: Space, status: int = 200) -> Response:
    headers = {"ETag": f'"{space.revision}"'}
    if status == 201:
        headers["Location"] = f"/v1/spaces/{space.id}"
    return answer(space, status, headers)


def _revision(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    match = _ETAG.fullmatch(if_match.strip())
    if not match:
        raise invalid_field(
            "If-Match", "request.etag", "Send the ETag that reading the space gave you."
        )
    return int(match["revision"])
