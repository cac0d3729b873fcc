"""What a run's log says, read as a client reads it."""

from typing import Any

import httpx2
import orjson


async def events_of(client: httpx2.AsyncClient, run: str, after: int = 0) -> list[dict[str, Any]]:
    """Every event of a run that has ended."""
    headers = {"Last-Event-ID": str(after)}
    told = (await client.get(f"/v1/runs/{run}/events", headers=headers)).text
    return [
        orjson.loads(line.removeprefix("data: "))
        for line in told.splitlines()
        if line.startswith("data: ")
    ]


async def steps_done(client: httpx2.AsyncClient, run: str) -> set[str]:
    """The steps that were really done, not taken over from before."""
    return {e["step"] for e in await events_of(client, run) if e["kind"] == "step.started"}


async def steps_reused(client: httpx2.AsyncClient, run: str) -> set[str]:
    """The steps that were taken over from before."""
    return {e["step"] for e in await events_of(client, run) if e.get("reused")}
