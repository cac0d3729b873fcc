"""Flows that the faults happen to, and what is done with them."""

import time
from contextlib import suppress
from typing import Any

import httpx2

from tests.faults.house import Program, VendorProcess, publishes

PRICE = 2
MODEL = "local/writer-1"


def ten_steps() -> dict[str, Any]:
    """Ten steps in a row and beside each other; four of them cost credits."""
    asked = {"type": "text.generate", "values": {"model": MODEL}}
    nodes: list[dict[str, Any]] = [
        {"id": "words", "type": "text"},
        {"id": "loud", "type": "text.case"},
        {"id": "first"} | asked,
        {"id": "second"} | asked,
        {"id": "both", "type": "text.template", "values": {"template": "{one} and {two}"}},
        {"id": "third"} | asked,
        {"id": "parts", "type": "text.split", "values": {"separator": " "}},
        {"id": "small", "type": "text.case", "values": {"to": "lower"}},
        {"id": "joined", "type": "text.join", "values": {"separator": " "}},
        {"id": "last"} | asked,
    ]
    wires = [
        ("words.text", "loud.text"),
        ("loud.text", "first.prompt"),
        ("words.text", "second.prompt"),
        ("first.text", "both.one"),
        ("second.text", "both.two"),
        ("both.text", "third.prompt"),
        ("third.text", "parts.text"),
        ("parts.items", "small.text"),
        ("small.text", "joined.items"),
        ("joined.text", "last.prompt"),
    ]
    return _flow("Ten steps", nodes, wires, {"words": "words.text"}, "last.text")


def many() -> dict[str, Any]:
    """A list whose every item is changed here and then asked of a vendor."""
    nodes: list[dict[str, Any]] = [
        {"id": "words", "type": "list"},
        {"id": "loud", "type": "text.case"},
        {"id": "pen", "type": "text.generate", "values": {"model": MODEL}},
    ]
    wires = [("words.items", "loud.text"), ("loud.text", "pen.prompt")]
    return _flow("Many", nodes, wires, {"words": "words.items"}, "pen.text")


def pictures() -> dict[str, Any]:
    """A picture for every word of a list."""
    nodes: list[dict[str, Any]] = [
        {"id": "photo", "type": "image"},
        {"id": "words", "type": "list"},
        {"id": "card", "type": "image.text", "values": {"size": 20}},
        {"id": "file", "type": "image.convert", "values": {"format": "webp"}},
    ]
    wires = [
        ("photo.image", "card.image"),
        ("words.items", "card.text"),
        ("card.image", "file.image"),
    ]
    fields = {"photo": "photo.image", "words": "words.items"}
    return _flow("Pictures", nodes, wires, fields, "file.image")


def _flow(
    name: str,
    nodes: list[dict[str, Any]],
    wires: list[tuple[str, str]],
    fields: dict[str, str],
    result: str,
) -> dict[str, Any]:
    return {
        "name": name,
        "nodes": nodes,
        "edges": [{"from": source, "to": target} for source, target in wires],
        "flow": {
            "name": name,
            "fields": [{"key": key, "port": port} for key, port in fields.items()],
            "results": [{"key": "out", "port": result}],
        },
    }


def connect(client: httpx2.Client, vendor: VendorProcess) -> None:
    """An admin connects the vendor and prices its model."""
    body = {"kind": "openai", "name": "local", "base_url": vendor.url}
    client.post("/v1/providers", json=body).raise_for_status()
    client.put(f"/v1/models/{MODEL}", json={"price": PRICE}).raise_for_status()


def insists(
    client: httpx2.Client, flow: str, inputs: dict[str, Any], key: str, seconds: float = 60
) -> str:
    """Begins a run as a careful client does: with a key, again until it is acknowledged."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            answer = client.post(
                f"/v1/flows/{flow}/runs",
                json={"inputs": inputs},
                headers={"Idempotency-Key": key},
            )
            if answer.status_code in (200, 202):
                return answer.json()["id"]
            assert answer.status_code in (409, 503), answer.text
        time.sleep(0.1)
    raise TimeoutError("the run was never acknowledged")


def prepare(
    program: Program, vendor: VendorProcess, *documents: dict[str, Any]
) -> tuple[httpx2.Client, list[str]]:
    """A client of a house that knows the vendor, and the flows published for it."""
    client = program.client()
    connect(client, vendor)
    flows = [publishes(client, document) for document in documents]
    client.close()
    return httpx2.Client(base_url=program.url, headers=client.headers, timeout=90), flows
