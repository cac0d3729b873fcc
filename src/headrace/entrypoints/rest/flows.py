"""Flows: what anyone may run."""

from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.asked import base_url, house_of
from headrace.entrypoints.rest.auth import Acting, Working
from headrace.entrypoints.rest.idempotency import Idempotent
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.entrypoints.rest.runs import Prefer, answer_run
from headrace.entrypoints.rest.spaces import with_address
from headrace.entrypoints.taking import taking
from headrace.flows.find import get_flow, page_of_flows, versions_of
from headrace.flows.model import MAX_VERSION, Flow, FlowCard, FlowVersion
from headrace.flows.run import afresh, begin, make_ready, models_of, price_of
from headrace.graph.quote import Quote
from headrace.runs.model import Run

routes = router("Flows")


class Inputs(BaseModel):
    """Answers by field key."""

    model_config = ConfigDict(extra="forbid", strict=True)

    inputs: dict[str, Any] = Field(default_factory=dict[str, Any], max_length=500)
    version: Annotated[int, Field(ge=1, le=MAX_VERSION)] | None = None


class QuoteRequest(Inputs):
    """What to price. Without `version`, the current one."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    fresh: bool = False
    """Whether everything is done anew, though nothing has changed."""


class RunRequest(QuoteRequest):
    """What to run a flow with. Without `version`, the current one."""

    draft: Literal[False] = False
    max_credits: Annotated[int, Field(ge=0)] | None = None
    """A run that may cost more waits, before it costs anything, until it is allowed to."""


class Versions(BaseModel):
    items: list[FlowVersion]
    next: None = None


@routes.get("/v1/flows", response_model=Page[FlowCard])
async def list_flows(
    request: Request,
    work: Working,
    asked: Paging,
    query: Annotated[str, Query(max_length=200)] = "",
    category: Annotated[str, Query(max_length=60)] = "",
    tag: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The flows you may run, newest first."""
    rows = await page_of_flows(
        work, query=query, category=category, tag=tag, before=asked.after, limit=asked.fetch
    )
    shown, following = cut(rows, asked, lambda flow: [flow.id])
    items = [with_address(flow, base_url(request)) for flow in shown]
    return answer(Page[FlowCard](items=items, next=following))


@routes.get("/v1/flows/{flow}", response_model=Flow)
async def read_flow(flow: str, request: Request, work: Working) -> Response:
    """A flow by id or slug: its form, its results and its price."""
    return answer(with_address(await get_flow(work, flow), base_url(request)))


@routes.get("/v1/flows/{flow}/versions", response_model=Versions)
async def list_versions(flow: str, work: Working) -> Response:
    """Every publication, newest first."""
    return answer(Versions(items=await versions_of(work, flow)))


@routes.post("/v1/flows/{flow}/quote", response_model=Quote)
async def quote_flow(flow: str, body: QuoteRequest, request: Request, actor: Acting) -> Response:
    """What a run with these inputs costs. Refuses wrong inputs exactly as running does."""
    house = house_of(request)
    async with house.database.work(actor) as work:
        published = await house.versions.open(work, flow, body.version)
        models = await models_of(work, house.registry, published)
    take = taking(house, actor)
    ready = await make_ready(published, body.inputs, house.registry, models, take)
    async with house.database.work(actor) as work:
        wanted = afresh(ready) if body.fresh else ready
        return answer(await price_of(work, house.registry, wanted))


@routes.post("/v1/flows/{flow}/runs", status_code=202, response_model=Run)
async def run_flow(
    flow: str,
    body: RunRequest,
    request: Request,
    actor: Acting,
    once: Idempotent,
    prefer: Prefer,
) -> Response:
    """Begins a run. `Prefer: wait=N` holds the answer until it ends, or N seconds passed."""
    house = house_of(request)
    async with house.database.work(actor) as work:
        earlier = await once.earlier(work)
        if earlier is not None:
            return earlier
        published = await house.versions.open(work, flow, body.version)
        models = await models_of(work, house.registry, published)
    take = taking(house, actor)
    ready = await make_ready(published, body.inputs, house.registry, models, take)
    if body.fresh:
        ready = afresh(ready)
    return await answer_run(
        request,
        actor,
        once,
        prefer,
        lambda work: begin(work, house.registry, ready, body.max_credits),
    )
