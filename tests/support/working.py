"""A served house whose worker works, and the stories' vocabulary: builders and runners."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from headrace.entrypoints.worker.run import Worker
from tests.support.served import Server, home


@asynccontextmanager
async def working_home(
    database_url: str, folder: Path, *, calls: str = ""
) -> AsyncGenerator[Server]:
    """A served house that does what it is asked. `calls` names private hosts it may call."""
    async with home(database_url, folder, calls=calls) as server:
        worker = Worker(server.house, concurrency=4)
        await worker.start()
        try:
            yield server
        finally:
            await worker.close()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a key, who builds and runs."""

    client: httpx2.AsyncClient

    async def uploads(self, data: bytes, mime: str = "image/png") -> str:
        """The id of the new asset."""
        answer = await self.client.post("/v1/assets", content=data, headers={"Content-Type": mime})
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    async def creates(self, document: dict[str, Any]) -> str:
        """The id of the new space."""
        answer = await self.client.post("/v1/spaces", json=document)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    async def publishes(self, document: dict[str, Any]) -> dict[str, Any]:
        """The new flow."""
        space = await self.creates(document)
        answer = await self.client.post(f"/v1/spaces/{space}/publish", json={})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def runs(self, flow: str, **inputs: Any) -> dict[str, Any]:
        """The run once it has ended."""
        answer = await self.tries(flow, **inputs)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def tries(self, flow: str, **inputs: Any) -> httpx2.Response:
        return await self.client.post(
            f"/v1/flows/{flow}/runs", json={"inputs": inputs}, headers={"Prefer": "wait=30"}
        )

    async def content(self, item: dict[str, Any]) -> bytes:
        """The bytes of one item of a result."""
        answer = await self.client.get(item["url"])
        assert answer.status_code == 200, answer.text
        return answer.content


def fields_of(answer: httpx2.Response) -> dict[str, str]:
    """The wrong fields of a refusal, with their codes."""
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


def text_flow(
    nodes: list[dict[str, Any]], wires: list[str], result: str, fields: dict[str, str]
) -> dict[str, Any]:
    """A space with a flow section, wires written `a.text > b.text`."""
    return {
        "name": "Story",
        "nodes": nodes,
        "edges": [dict(zip(("from", "to"), wire.split(" > "), strict=True)) for wire in wires],
        "flow": {
            "name": "Story",
            "fields": [{"key": key, "port": port} for key, port in fields.items()],
            "results": [{"key": "out", "port": result}],
        },
    }
