"""Runs: how they stand, how they end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from headrace.db.work import Work
from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.asked import base_url, house_of
from headrace.entrypoints.rest.auth import Acting, Working
from headrace.entrypoints.rest.idempotency import Idempotent, Once
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.entrypoints.taking import taking
from headrace.flows.model import MAX_VERSION
from headrace.flows.resume import newer_version, resume
from headrace.flows.run import make_ready, models_of
from headrace.graph.pricing import Models
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.fault import reach
from headrace.runs.answer import answer as answer_question
from headrace.runs.cancel import cancel
from headrace.runs.find import get_run, is_over, page_of_runs
from headrace.runs.model import TERMINAL, ResultItem, Run, RunStatus
from headrace.runs.results import Results
from headrace.trace import span

routes = router("Runs")

MAX_WAIT_SECONDS = 60


def _seconds_to_wait(
    prefer: Annotated[str, Header(max_length=200, description="`wait=N` seconds, up to 60.")] = "",
) -> float:
    """What `Prefer: wait=N` asks for; anything else is ignored, as RFC 7240 says."""
    for preference in prefer.split(","):
        name, _, value = preference.strip().partition("=")
        if name.strip().lower() == "wait" and value.strip().isdecimal():
            return min(int(value.strip()), MAX_WAIT_SECONDS)
    return 0


Prefer = Annotated[float, Depends(_seconds_to_wait)]


async def answer_run(
    request: Request,
    actor: Actor,
    once: Once,
    wait: float,
    start: Callable[[Work], Awaitable[str]],
) -> Response:
    """Starts a run, once, and answers 202; after waiting, 200 when it has ended."""
    house, base = house_of(request), base_url(request)
    with span("submit") as submitting:
        async with house.database.work(actor) as work:

            async def act() -> Response:
                found = await get_run(work, await start(work))
                if wait and found.status in TERMINAL:
                    return answer(with_addresses(found, base), headers=_location(found.id))
                return _accepted(found, base)

            accepted = await once.do(work, act)
        run = accepted.headers["location"].rpartition("/")[2]
        submitting.set_attribute("headrace.run", run)
    reach("submit.committed")
    if not wait or accepted.status_code == 200:
        return accepted
    over = await wait_for(house, actor, run, wait)
    async with house.database.work(actor) as work:
        found = await get_run(work, run)
    return answer(with_addresses(found, base)) if over else _accepted(found, base)


async def wait_for(house: House, actor: Actor, run: str, seconds: float) -> bool:
    """Whether the run ended within so many seconds. Raises `NotFound`."""
    async with house.listener.awaiting(run, its_end=True) as woken:
        try:
            async with asyncio.timeout(seconds):
                while True:
                    woken.clear()
                    async with house.database.work(actor) as work:
                        if await is_over(work, run):
                            return True
                    await woken.wait()
        except TimeoutError:
            return False


@routes.get("/v1/runs", response_model=Page[Run])
async def list_runs(
    request: Request,
    work: Working,
    asked: Paging,
    flow: Annotated[str, Query(max_length=100, description="A flow's id or slug.")] = "",
    status: Annotated[RunStatus | None, Query(description="Only runs that stand so.")] = None,
) -> Response:
    """Runs you may see, newest first."""
    rows = await page_of_runs(work, flow=flow, status=status, before=asked.after, limit=asked.fetch)
    shown, following = cut(rows, asked, lambda run: [run.id])
    items = [with_addresses(run, base_url(request)) for run in shown]
    return answer(Page[Run](items=items, next=following))


@routes.get("/v1/runs/{run}", response_model=Run)
async def read_run(run: str, request: Request, actor: Acting, wait: Prefer) -> Response:
    """A run as it stands, with the results that have come so far."""
    house = house_of(request)
    if wait:
        await wait_for(house, actor, run, wait)
    async with house.database.work(actor) as work:
        return answer(with_addresses(await get_run(work, run), base_url(request)))


@routes.post("/v1/runs/{run}/cancel", response_model=Run)
async def cancel_run(run: str, request: Request, work: Working, once: Idempotent) -> Response:
    """Stops a run. One that has ended stays as it is."""

    async def act() -> Response:
        await cancel(work, run)
        return answer(with_addresses(await get_run(work, run), base_url(request)))

    return await once.do(work, act)


class Resumption(BaseModel):
    """How to go on. Without `version`, with the version of the flow that the run began with."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: Annotated[int, Field(ge=1, le=MAX_VERSION)] | Literal["newest"] | None = None


class Reply(BaseModel):
    """An answer to what a run asks. `question` may be left out while it asks one thing only."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Annotated[str, Field(max_length=2_000)] | None = None
    answer: Any


@routes.post("/v1/runs/{run}/resume", status_code=202, response_model=Run)
async def resume_run(
    run: str,
    request: Request,
    actor: Acting,
    once: Idempotent,
    prefer: Prefer,
    body: Resumption | None = None,
) -> Response:
    """Goes on with a run that failed or was cancelled, and pays for the rest only."""
    house, wish = house_of(request), body or Resumption()
    async with house.database.work(actor) as work:
        earlier = await once.earlier(work)
        if earlier is not None:
            return earlier
        newer = await newer_version(work, house.versions, run, wish.version)
        models: Models = await models_of(work, house.registry, newer[0]) if newer else {}
    take = taking(house, actor)
    ready = await make_ready(*newer, house.registry, models, take) if newer else None

    async def go_on(work: Work) -> str:
        await resume(work, house.registry, run, ready)
        return run

    return await answer_run(request, actor, once, prefer, go_on)


@routes.post("/v1/runs/{run}/answer", response_model=Run)
async def reply_to_run(
    run: str, body: Reply, request: Request, work: Working, once: Idempotent
) -> Response:
    """Answers what a waiting run asks; it goes on at once."""

    async def act() -> Response:
        await answer_question(work, house_of(request).registry, run, body.question, body.answer)
        return answer(with_addresses(await get_run(work, run), base_url(request)))

    return await once.do(work, act)


def _accepted(run: Run, base: str) -> Response:
    return answer(with_addresses(run, base), 202, _location(run.id))


def _location(run: str) -> dict[str, str]:
    return {"Location": f"/v1/runs/{run}"}


def with_addresses(run: Run, base: str) -> Run:
    """The run with whole addresses of its files."""
    asked = [
        question.model_copy(update={"options": [_with_address(o, base) for o in question.options]})
        for question in run.questions
    ]
    results = results_with_addresses(run.results, base)
    return run.model_copy(update={"results": results, "questions": asked})


def results_with_addresses(results: Results, base: str) -> Results:
    return {key: [_with_address(item, base) for item in items] for key, items in results.items()}


def _with_address(item: ResultItem, base: str) -> ResultItem:
    return item.model_copy(update={"url": base + item.url}) if item.url else item
