"""A builder publishes, a stranger runs: the main path as a program that knows only the API."""

import io
import zipfile
from typing import Any

import httpx2
import orjson
import pytest
from PIL import Image

from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.working import Person

pytestmark = pytest.mark.anyio


async def test_upload_create_check_publish_run_and_fetch(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    photo = await someone.uploads(picture(320, 240, "JPEG"), "image/jpeg")
    space = await someone.creates(PRODUCT_CARD)
    checked = await workshop.post(f"/v1/spaces/{space}/check")
    assert checked.json() == {"ok": True, "problems": []}
    published = await workshop.post(f"/v1/spaces/{space}/publish", json={"notes": "First"})
    assert published.status_code == 201
    flow = published.json()
    assert (flow["slug"], flow["version"]) == ("product-card", 1)

    run = await someone.runs("product-card", photo=photo, headline="Hello")

    assert run["status"] == "succeeded"
    assert run["inputs"] == {"photo": photo, "headline": "Hello"}
    assert run["progress"] == {"done": 5, "total": 5, "eta_seconds": 0}
    (item,) = run["results"]["card"]
    assert (item["type"], item["mime"], item["width"], item["height"]) == (
        "image",
        "image/webp",
        108,
        96,
    )
    shown = Image.open(io.BytesIO(await someone.content(item)))
    assert (shown.format, shown.size) == ("WEBP", (108, 96))


async def test_a_run_can_be_polled(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(picture())
    accepted = await workshop.post(
        f"/v1/flows/{flow['id']}/runs", json={"inputs": {"photo": photo}}
    )
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    assert where == f"/v1/runs/{accepted.json()['id']}"
    ended = await workshop.get(where, headers={"Prefer": "wait=30"})
    assert ended.json()["status"] == "succeeded"
    listed = await workshop.get("/v1/runs", params={"flow": "product-card"})
    assert [run["id"] for run in listed.json()["items"]] == [accepted.json()["id"]]


def events_in(text: str) -> list[dict[str, Any]]:
    blocks = [block for block in text.split("\n\n") if "data: " in block]
    return [orjson.loads(block.partition("data: ")[2]) for block in blocks]


async def test_events_tell_the_whole_story_once_and_from_any_place(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    run = await someone.runs("product-card", photo=await someone.uploads(picture()))
    stream = await workshop.get(f"/v1/runs/{run['id']}/events")
    assert stream.headers["content-type"].startswith("text/event-stream")
    events = events_in(stream.text)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["kind"] for event in events[:2]] == ["run.queued", "run.started"]
    assert events[-1]["kind"] == "run.succeeded"
    assert {e["node"] for e in events if e["kind"] == "step.succeeded"} == {
        "photo",
        "words",
        "fit",
        "card",
        "file",
    }
    rest = await workshop.get(f"/v1/runs/{run['id']}/events", headers={"Last-Event-ID": "3"})
    assert events_in(rest.text) == events[3:]


async def test_a_stream_opened_before_the_end_follows_the_run(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(picture(2000, 1500))
    accepted = await workshop.post("/v1/flows/product-card/runs", json={"inputs": {"photo": photo}})
    stream = await workshop.get(f"{accepted.headers['location']}/events")
    assert events_in(stream.text)[-1]["kind"] == "run.succeeded"


async def test_the_same_key_begins_one_run(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    body = {"inputs": {"photo": await someone.uploads(picture())}}
    key = {"Idempotency-Key": "once"}
    first = await workshop.post("/v1/flows/product-card/runs", json=body, headers=key)
    again = await workshop.post("/v1/flows/product-card/runs", json=body, headers=key)
    assert again.content == first.content
    other = await workshop.post("/v1/flows/product-card/runs", json={"inputs": {}}, headers=key)
    assert other.status_code == 422
    assert len((await workshop.get("/v1/runs")).json()["items"]) == 1


async def test_a_quote_lists_every_step(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(picture())
    quoted = await workshop.post("/v1/flows/product-card/quote", json={"inputs": {"photo": photo}})
    assert (quoted.json()["credits"], quoted.json()["at_most"]) == (0, 0)
    assert [s["step"] for s in quoted.json()["steps"]] == ["photo", "words", "fit", "card", "file"]


async def test_a_picture_may_come_as_a_data_url_or_as_an_object(
    workshop: httpx2.AsyncClient, picture_url: str
) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    asset = await someone.uploads(picture())
    for given in (picture_url, {"asset": asset}, asset):
        assert (await someone.runs("product-card", photo=given))["status"] == "succeeded"


async def test_all_files_of_a_run_come_as_one_zip(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    await someone.publishes(PRODUCT_CARD)
    run = await someone.runs("product-card", photo=await someone.uploads(picture()))
    answer = await workshop.get(f"/v1/runs/{run['id']}/results.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["card.webp"]
        assert Image.open(archive.open("card.webp")).size == (108, 96)


async def test_publishing_again_makes_a_version_and_runs_keep_theirs(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    space = await someone.creates(PRODUCT_CARD)
    await workshop.post(f"/v1/spaces/{space}/publish", json={})
    edits = {"edits": [{"op": "set", "node": "fit", "values": {"width": 50}}]}
    assert (await workshop.post(f"/v1/spaces/{space}/edits", json=edits)).status_code == 200
    photo = await someone.uploads(picture())
    before = await someone.runs("product-card", photo=photo)
    await workshop.post(f"/v1/spaces/{space}/publish", json={"notes": "Narrower"})
    after = await someone.runs("product-card", photo=photo)
    pinned = await workshop.post(
        "/v1/flows/product-card/runs",
        json={"inputs": {"photo": photo}, "version": 1},
        headers={"Prefer": "wait=30"},
    )
    widths = [r["results"]["card"][0]["width"] for r in (before, after, pinned.json())]
    assert widths == [108, 50, 108]
    versions = await workshop.get("/v1/flows/product-card/versions")
    assert [v["version"] for v in versions.json()["items"]] == [2, 1]


async def test_the_gallery_is_searched(workshop: httpx2.AsyncClient) -> None:
    await Person(workshop).publishes(PRODUCT_CARD)

    async def found(**params: str) -> list[str]:
        answer = await workshop.get("/v1/flows", params=params)
        return [flow["slug"] for flow in answer.json()["items"]]

    assert await found() == ["product-card"]
    assert await found(query="PHOTO") == ["product-card"]
    assert await found(query="%") == []
    assert await found(category="Marketing") == ["product-card"]
    assert await found(tag="social") == ["product-card"]
    assert await found(tag="nothing") == []


async def test_head_works_on_files_and_on_a_stream_without_waiting_for_it(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    photo = await someone.uploads(picture())
    told = await workshop.head(f"/v1/assets/{photo}/content")
    assert (told.headers["content-length"], told.content) == (str(len(picture())), b"")
    part = await workshop.head(f"/v1/assets/{photo}/content", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["content-length"]) == (206, "10")
    flow = await someone.publishes(PRODUCT_CARD)
    run = await someone.runs(flow["id"], photo=photo)
    for stream in ("events", "results.zip"):
        told = await workshop.head(f"/v1/runs/{run['id']}/{stream}")
        assert (told.status_code, told.content) == (200, b"")
