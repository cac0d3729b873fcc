"""Wrong answers are refused in the field's name, before anything runs."""

import base64
import struct
import zlib
from typing import Any

import httpx2
import pytest

from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.working import Person, fields_of

pytestmark = pytest.mark.anyio

UNKNOWN = "asset_00000000000000000000000000"


def data_url(data: bytes, mime: str = "image/png") -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def huge_png() -> bytes:
    """A PNG that says it is 50,000 × 50,000 in a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("inputs", "field", "code"),
    [
        ({}, "photo", "field.required"),
        ({"photo": None}, "photo", "field.required"),
        ({"photo": ""}, "photo", "field.required"),
        ({"photo": 7}, "photo", "value.not_media"),
        ({"photo": []}, "photo", "field.required"),
        ({"photo": ["x"]}, "photo", "value.not_media"),
        ({"photo": {"asset": UNKNOWN}}, "photo", "asset.not_found"),
        ({"photo": UNKNOWN}, "photo", "asset.not_found"),
        ({"photo": "../../etc/passwd"}, "photo", "asset.not_found"),
        ({"photo": "http://127.0.0.1/a.png"}, "photo", "egress.https_only"),
        ({"photo": "https://127.0.0.1/a.png"}, "photo", "egress.not_public"),
        ({"photo": data_url(picture()[:-40])}, "photo", "media.damaged"),
        ({"photo": data_url(huge_png())}, "photo", "media.too_large"),
        ({"photo": data_url(b"just words")}, "photo", "media.unsupported"),
        ({"photo": data_url(SVG)}, "photo", "media.unsupported"),
        ({"photo": data_url(SVG, "image/svg+xml")}, "photo", "media.unsupported"),
        ({"photo": UNKNOWN, "headline": 5}, "headline", "value.not_text"),
        ({"photo": UNKNOWN, "headline": "x" * 6_000}, "headline", "value.too_long"),
        ({"photo": UNKNOWN, "colour": "red"}, "colour", "field.unknown"),
    ],
)
async def test_each_wrong_answer_is_refused_by_name_and_starts_nothing(
    workshop: httpx2.AsyncClient, inputs: dict[str, Any], field: str, code: str
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    for answer in (
        await someone.tries("product-card", **inputs),
        await workshop.post("/v1/flows/product-card/quote", json={"inputs": inputs}),
    ):
        assert fields_of(answer).get(field) == code
        assert answer.headers["content-type"] == "application/problem+json"
    assert (await workshop.get("/v1/runs")).json()["items"] == []


async def test_several_wrong_answers_are_told_at_once(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    wrong = fields_of(await someone.tries("product-card", headline=1, extra=2))
    assert set(wrong) == {"photo", "headline", "extra"}


async def test_a_deleted_asset_is_no_longer_taken(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(picture())
    assert (await someone.runs("product-card", photo=photo))["status"] == "succeeded"
    assert (await workshop.delete(f"/v1/assets/{photo}")).status_code == 204
    refused = await someone.tries("product-card", photo=photo)
    assert fields_of(refused) == {"photo": "asset.not_found"}


NUMBERS = {
    "name": "Numbers",
    "nodes": [
        {"id": "photo", "type": "image"},
        {"id": "fit", "type": "image.resize", "values": {"mode": "stretch"}},
    ],
    "edges": [{"from": "photo.image", "to": "fit.image"}],
    "flow": {
        "name": "Numbers",
        "slug": "numbers",
        "fields": [
            {"key": "photo", "port": "photo.image"},
            {"key": "width", "port": "fit.width", "default": 40},
            {"key": "mode", "port": "fit.mode"},
        ],
        "results": [{"key": "out", "port": "fit.image"}],
    },
}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("width", "40", "value.not_a_number"),
        ("width", True, "value.not_a_number"),
        ("width", 40.5, "value.not_whole"),
        ("width", 0, "value.too_small"),
        ("width", 10**9, "value.too_large"),
        ("mode", "squash", "value.not_a_choice"),
        ("mode", 1, "value.not_text"),
    ],
)
async def test_numbers_and_choices_are_checked_against_the_port_they_reach(
    workshop: httpx2.AsyncClient, field: str, value: object, code: str
) -> None:
    someone = Person(workshop)
    await someone.publishes(NUMBERS)
    photo = await someone.uploads(picture())
    assert fields_of(await someone.tries("numbers", photo=photo, **{field: value})) == {field: code}
    good = await someone.runs("numbers", photo=photo, width=64.0, mode="stretch")
    assert good["results"]["out"][0]["width"] == 64


@pytest.mark.parametrize("what", ["run", "events", "cancel", "zip"])
async def test_a_foreign_run_looks_like_one_that_does_not_exist(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient, what: str
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    run = await someone.runs("product-card", photo=await someone.uploads(picture()))

    async def asked(id: str) -> tuple[int, str]:
        path = {"run": "", "events": "/events", "cancel": "/cancel", "zip": "/results.zip"}[what]
        method = "POST" if what == "cancel" else "GET"
        answer = await foreigner.request(method, f"/v1/runs/{id}{path}")
        return answer.status_code, answer.text

    assert await asked(run["id"]) == await asked("run_00000000000000000000000000")
    assert (await asked(run["id"]))[0] == 404


async def test_a_foreign_flow_cannot_be_seen_or_run(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    flow = await Person(workshop).publishes(PRODUCT_CARD)
    for name in (flow["id"], "product-card"):
        assert (await foreigner.get(f"/v1/flows/{name}")).status_code == 404
        assert (await Person(foreigner).tries(name)).status_code == 404
    assert (await foreigner.get("/v1/flows")).json()["items"] == []


async def test_a_key_that_may_only_run_cannot_build(
    workshop: httpx2.AsyncClient, runner: httpx2.AsyncClient
) -> None:
    await Person(workshop).publishes(PRODUCT_CARD)
    refused = await runner.post("/v1/spaces", json=PRODUCT_CARD)
    assert (refused.status_code, refused.json()["code"]) == (403, "access.denied")
    photo = await Person(runner).uploads(picture())
    assert (await Person(runner).runs("product-card", photo=photo))["status"] == "succeeded"


async def test_a_run_names_a_version_and_never_carries_a_graph(
    workshop: httpx2.AsyncClient,
) -> None:
    await Person(workshop).publishes(PRODUCT_CARD)
    for extra in ("data", "graph", "document", "workspace", "plan"):
        body = {"inputs": {}, extra: PRODUCT_CARD}
        answer = await workshop.post("/v1/flows/product-card/runs", json=body)
        assert fields_of(answer) == {extra: "value.extra_forbidden"}


async def test_an_optional_text_may_be_emptied_and_a_missing_one_takes_its_default(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(picture())
    emptied = await someone.runs("product-card", photo=photo, headline="")
    left = await someone.runs("product-card", photo=photo)
    assert emptied["inputs"]["headline"] == ""
    assert left["inputs"]["headline"] == "Summer sale"
