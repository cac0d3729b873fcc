"""A run's events as they happen, and its files in one."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import Header, Request
from fastapi.responses import StreamingResponse

from headrace.db.work import Work
from headrace.entrypoints.rest.asked import house_of
from headrace.entrypoints.rest.auth import Acting
from headrace.entrypoints.rest.route import router
from headrace.entrypoints.rest.zipped import zip_of
from headrace.events.kinds import Event
from headrace.events.tail import events_after
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import invalid_field
from headrace.runs.find import get_run, is_over

routes = router("Runs")

_SILENCE_SECONDS = 15.0
_AT_ONCE = 500
_RETRY = b"retry: 1000\n\n"


@routes.get("/v1/runs/{run}/events", response_class=StreamingResponse)
async def read_events(
    run: str,
    request: Request,
    actor: Acting,
    last_event_id: Annotated[str, Header(max_length=20)] = "0",
) -> StreamingResponse:
    """Server-Sent Events from the first, or from behind `Last-Event-ID`; ends with the run.

    Closing the stream never cancels the run.
    """
    if not last_event_id.isdecimal() or len(last_event_id) > 9:
        raise invalid_field(
            "Last-Event-ID", "request.event_id", "Send the id of the last event you have seen."
        )
    house = house_of(request)
    async with house.database.work(actor) as work:
        await is_over(work, run)
    return StreamingResponse(
        _tail(house, actor, run, int(last_event_id)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


async def _tail(house: House, actor: Actor, run: str, seq: int) -> AsyncIterator[bytes]:
    yield _RETRY
    async with house.listener.awaiting(run) as woken:
        while True:
            woken.clear()
            async with house.database.work(actor) as work:
                events, over = await _look(work, run, seq)
            for event in events:
                seq = event.seq
                yield _line(event)
            if len(events) == _AT_ONCE:
                continue
            if over:
                return
            if not await _woken(woken):
                yield b": still here\n\n"


async def _look(work: Work, run: str, seq: int) -> tuple[list[Event], bool]:
    # In this order: a run that was over has no event which is not read.
    over = await is_over(work, run)
    return await events_after(work, run, seq, limit=_AT_ONCE), over


async def _woken(woken: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(_SILENCE_SECONDS):
            await woken.wait()
    except TimeoutError:
        return False
    return True


def _line(event: Event) -> bytes:
    data = orjson.dumps(event.as_json())
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (event.seq, event.kind.encode(), data)


@routes.get("/v1/runs/{run}/results.zip", response_class=StreamingResponse)
async def download_results(run: str, request: Request, actor: Acting) -> StreamingResponse:
    """All files of a run in one ZIP, in folders by result."""
    house = house_of(request)
    async with house.database.work(actor) as work:
        found = await get_run(work, run)
    return StreamingResponse(
        zip_of(house, actor, found),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{run}.zip"'},
    )
