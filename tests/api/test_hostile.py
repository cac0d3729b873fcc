"""What nobody sends by accident is refused in the field's name, and nothing breaks."""

from typing import Any

import httpx2
import pytest

from headrace.entrypoints.rest.app import create
from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.served import Server
from tests.support.working import Person, fields_of, text_flow

pytestmark = pytest.mark.anyio

ECHO = text_flow(
    [{"id": "t", "type": "text", "values": {"text": "x"}}], [], "t.text", {"words": "t.text"}
)


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (0, "value.greater_than_equal"),
        (2, "flow.version_unknown"),
        (2**31 - 1, "flow.version_unknown"),
        (2**31, "value.less_than_equal"),
        (10**12, "value.less_than_equal"),
        (1e30, "value.int_type"),
        ("1", "value.int_type"),
        (True, "value.int_type"),
    ],
)
async def test_a_version_that_is_none_is_refused_by_name(
    workshop: httpx2.AsyncClient, version: Any, code: str
) -> None:
    flow = await Person(workshop).publishes(ECHO)
    for what in ("runs", "quote"):
        body: dict[str, Any] = {"inputs": {}, "version": version}
        answer = await workshop.post(f"/v1/flows/{flow['id']}/{what}", json=body)
        assert fields_of(answer) == {"version": code}
    good: dict[str, Any] = {"inputs": {}, "version": 1}
    assert (await workshop.post(f"/v1/flows/{flow['id']}/runs", json=good)).status_code == 202


@pytest.mark.parametrize("version", [10**12, -1, True, "1", 1.5])
async def test_a_contained_flows_version_that_is_none_is_a_problem(
    workshop: httpx2.AsyncClient, version: Any
) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(ECHO)
    node = {"id": "f", "type": "flow", "values": {"flow": flow["slug"], "version": version}}
    space = await someone.creates({"nodes": [node]})
    checked = await workshop.post(f"/v1/spaces/{space}/check")
    assert checked.status_code == 200
    assert [p["code"] for p in checked.json()["problems"]] == ["flow.unknown"]


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"nodes": [{"id": "a", "type": "text", "at": ["1", 2]}]}, "nodes.0.at.0.int"),
        ({"nodes": [{"id": "a", "type": "text", "at": [True, 2]}]}, "nodes.0.at.0.int"),
        (
            {"flow": {"name": "F", "fields": [{"key": "a", "port": "a.b", "required": "yes"}]}},
            "flow.fields.0.required",
        ),
    ],
)
async def test_text_is_no_number_and_no_truth(
    workshop: httpx2.AsyncClient, document: dict[str, Any], field: str
) -> None:
    assert field in fields_of(await workshop.post("/v1/spaces", json=document))


async def test_flows_in_flows_are_not_multiplied_without_end(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)

    def bundle(of: str, count: int) -> dict[str, Any]:
        nodes = [{"id": f"n{at}", "type": "flow", "values": {"flow": of}} for at in range(count)]
        return text_flow(nodes, [], "n0.out", {})

    within = await someone.publishes(bundle((await someone.publishes(ECHO))["id"], 100))
    hundred = await someone.publishes(bundle(within["id"], 100))
    space = await someone.creates(bundle(hundred["id"], 100))
    checked = await workshop.post(f"/v1/spaces/{space}/check")
    assert [p["code"] for p in checked.json()["problems"]] == ["graph.too_large"]
    refused = await workshop.post(f"/v1/spaces/{space}/publish", json={})
    assert fields_of(refused) == {"": "graph.too_large"}


async def test_a_short_colour_means_the_same_in_a_setting(workshop: httpx2.AsyncClient) -> None:
    colours = {"colour": "#000", "background": "#fff"}
    qr = {"id": "q", "type": "image.qr", "values": {"text": "hello", "size": 80} | colours}
    space = await Person(workshop).creates({"nodes": [qr]})
    run = await workshop.post(f"/v1/spaces/{space}/runs", headers={"Prefer": "wait=30"})
    assert run.json()["status"] == "succeeded", run.text


async def test_publishing_needs_no_body(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(ECHO)
    published = await workshop.post(f"/v1/spaces/{space}/publish")
    assert (published.status_code, published.json()["name"]) == (201, "Story")


async def test_a_space_run_is_repeated_whatever_became_of_the_space(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(ECHO)
    path, once = f"/v1/spaces/{space}/runs", {"Idempotency-Key": "once"}
    first = await workshop.post(path, json={}, headers=once)
    assert first.status_code == 202
    await workshop.delete(f"/v1/spaces/{space}")
    again = await workshop.post(path, json={}, headers=once)
    assert (again.status_code, again.content) == (202, first.content)
    assert (await workshop.post(path, json={})).status_code == 404


@pytest.mark.parametrize(
    "files",
    [
        [("file", ("a.png", picture())), ("file", ("b.png", picture()))],
        [("other", ("a.png", picture()))],
        [("file", ("a.png", b""))],
        [("file", ("a.png", b"just words"))],
    ],
)
async def test_a_refused_upload_names_the_file(
    workshop: httpx2.AsyncClient, files: list[tuple[str, tuple[str, bytes]]]
) -> None:
    answer = await workshop.post("/v1/assets", files=files)
    assert answer.status_code in (415, 422)
    assert [error["field"] for error in answer.json()["errors"]] == ["file"]
    good = await workshop.post("/v1/assets", files=[("file", ("a.png", picture()))])
    assert good.status_code == 201


async def test_a_scheme_is_read_in_any_case(workshop: httpx2.AsyncClient, picture_url: str) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    shouted = "DATA" + picture_url.removeprefix("data")
    assert (await someone.runs("product-card", photo=shouted))["status"] == "succeeded"
    refused = await someone.tries("product-card", photo="HTTPS://127.0.0.1/a.png")
    assert fields_of(refused) == {"photo": "egress.not_public"}


async def test_a_mistake_of_ours_is_told_as_a_problem_and_the_connection_lives(
    server: Server,
) -> None:
    app = create(server.house)

    @app.get("/broken", include_in_schema=False)
    async def broken() -> None:
        raise RuntimeError("/secret/path")

    del broken
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
