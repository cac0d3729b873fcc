"""Admins who connect vendors, and flows that ask their models."""

from dataclasses import dataclass
from typing import Any

import httpx2

from headrace.testing.vendor import Vendor
from tests.api.models.conftest import KEY
from tests.support.working import Person, text_flow


@dataclass(frozen=True, slots=True)
class Admin(Person):
    """Somebody who may connect vendors and price their models."""

    async def tries_to_connect(self, vendor: Vendor, **more: Any) -> httpx2.Response:
        body = {"kind": "openai", "name": "local", "base_url": vendor.url, "key": KEY} | more
        return await self.client.post("/v1/providers", json=body)

    async def connects(self, vendor: Vendor, **more: Any) -> dict[str, Any]:
        answer = await self.tries_to_connect(vendor, **more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def prices(self, model: str, price: int, *capabilities: str) -> dict[str, Any]:
        body: dict[str, Any] = {"price": price}
        if capabilities:
            body["capabilities"] = list(capabilities)
        answer = await self.client.put(f"/v1/models/{model}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def models(self) -> dict[str, dict[str, Any]]:
        answer = await self.client.get("/v1/models")
        assert answer.status_code == 200, answer.text
        return {model["id"]: model for model in answer.json()["items"]}

    async def balance(self) -> int:
        return (await self.client.get("/v1/credits")).json()["available"]


def writing(result: str = "pen.text", **values: Any) -> dict[str, Any]:
    """A flow that has a model write what the field `prompt` asks for."""
    pen = {"id": "pen", "type": "text.generate", "values": {"model": "local/writer-1"} | values}
    return text_flow([pen], [], result, {"prompt": "pen.prompt"})


def painting(**values: Any) -> dict[str, Any]:
    """A flow that has a model paint what the field `prompt` asks for."""
    given = {"model": "local/painter-1"} | values
    brush = {"id": "brush", "type": "image.generate", "values": given}
    return text_flow([brush], [], "brush.images", {"prompt": "brush.prompt"})
