"""A program that knows only the API."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from bench.documents import Document
from bench.server import Running

_OVER = {"succeeded", "succeeded_with_errors", "failed", "cancelled"}
_LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=None)


class Caller:
    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def publish(self, document: Document) -> str:
        """The slug of the flow."""
        space = (await self._post("/v1/spaces", document))["id"]
        await self._post(f"/v1/spaces/{space}/publish", {})
        return document["flow"]["slug"]

    async def upload(self, data: bytes) -> str:
        """The asset's id."""
        headers = {"Content-Type": "image/png"}
        answer = await self._client.post("/v1/assets", content=data, headers=headers)
        return answer.raise_for_status().json()["id"]

    async def run(self, slug: str, inputs: dict[str, Any]) -> dict[str, Any]:
        """The results of a run, once it has ended well."""
        run = await self._post(f"/v1/flows/{slug}/runs", {"inputs": inputs}, Prefer="wait=60")
        while run["status"] not in _OVER:
            answer = await self._client.get(f"/v1/runs/{run['id']}", headers={"Prefer": "wait=60"})
            run = answer.raise_for_status().json()
        if run["status"] != "succeeded":
            raise RuntimeError(f"A run ended as {run['status']}: {run['error']}")
        return run["results"]

    async def fetch(self, url: str) -> bytes:
        return (await self._client.get(url)).raise_for_status().content

    async def card(self, data: bytes) -> bytes:
        """Upload, run, wait, fetch: the picture's bytes, as any program would get them."""
        results = await self.run("card", {"photo": await self.upload(data)})
        return await self.fetch(results["card"][0]["url"])

    async def _post(self, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        answer = await self._client.post(path, json=body, headers=headers)
        return answer.raise_for_status().json()


@asynccontextmanager
async def calling(server: Running) -> AsyncGenerator[Caller]:
    headers = {"Authorization": f"Bearer {server.key}"}
    async with httpx2.AsyncClient(
        base_url=server.url, headers=headers, timeout=120, limits=_LIMITS
    ) as client:
        yield Caller(client)
