"""Builders keep, edit, check, try and nest spaces."""

from typing import Any

import httpx2
import pytest

from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.working import Person, fields_of, text_flow

pytestmark = pytest.mark.anyio


async def test_a_space_is_kept_as_it_was_sent_with_versions_written_down(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(PRODUCT_CARD)
    document = (await workshop.get(f"/v1/spaces/{space}")).json()["document"]
    assert [n["type"] for n in document["nodes"]][:3] == ["image@1", "text@1", "image.resize@1"]
    assert document["edges"] == PRODUCT_CARD["edges"]
    assert document["flow"]["slug"] == "product-card"
    assert document["nodes"][0]["at"] == [0, 0]


async def test_a_name_alone_makes_an_empty_space(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates({"name": "Empty"})
    checked = await workshop.post(f"/v1/spaces/{space}/check")
    assert [p["code"] for p in checked.json()["problems"]] == ["graph.empty"]
    listed = (await workshop.get("/v1/spaces")).json()["items"]
    assert [s["name"] for s in listed] == ["Empty"]


async def test_a_document_is_replaced_only_when_nobody_changed_it(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates({"name": "One"})
    etag = (await workshop.get(f"/v1/spaces/{space}")).headers["etag"]
    path = f"/v1/spaces/{space}/document"
    first = await workshop.put(path, json={"name": "Two"}, headers={"If-Match": etag})
    assert first.status_code == 200
    assert first.headers["etag"] != etag
    second = await workshop.put(path, json={"name": "Three"}, headers={"If-Match": etag})
    assert second.status_code == 409
    assert (await workshop.get(f"/v1/spaces/{space}")).json()["name"] == "Two"


async def test_edits_are_all_done_or_none(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates({"name": "Edited"})
    good: list[dict[str, Any]] = [
        {"op": "add_node", "node": {"id": "a", "type": "text", "values": {"text": "hi"}}},
        {"op": "add_node", "node": {"id": "b", "type": "text.case"}},
        {"op": "connect", "from": "a.text", "to": "b.text"},
        {"op": "set", "node": "b", "values": {"case": "upper"}},
        {"op": "move", "node": "b", "at": [300, 0]},
        {"op": "rename", "node": "b", "title": "Loud"},
        {"op": "name", "name": "Better"},
    ]
    path = f"/v1/spaces/{space}/edits"
    done = await workshop.post(path, json={"edits": good})
    assert done.status_code == 200, done.text
    assert done.json()["name"] == "Better"
    bad = [{"op": "disconnect", "to": "b.text"}, {"op": "remove_node", "node": "ghost"}]
    refused = await workshop.post(path, json={"edits": bad})
    assert fields_of(refused) == {"edits.1": "edit.refused"}
    kept = (await workshop.get(f"/v1/spaces/{space}")).json()
    assert len(kept["document"]["edges"]) == 1


async def test_a_wire_that_does_not_fit_is_refused_with_the_reason(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(PRODUCT_CARD)
    wire = {"op": "connect", "from": "words.text", "to": "fit.image"}
    refused = await workshop.post(f"/v1/spaces/{space}/edits", json={"edits": [wire]})
    assert fields_of(refused) == {"edits.0": "edit.refused"}
    assert "takes an image" in refused.json()["errors"][0]["message"]


async def test_a_space_that_does_not_hold_together_is_not_published(
    workshop: httpx2.AsyncClient,
) -> None:
    document = PRODUCT_CARD | {"edges": PRODUCT_CARD["edges"][1:]}
    space = await Person(workshop).creates(document)
    refused = await workshop.post(f"/v1/spaces/{space}/publish", json={})
    assert fields_of(refused) == {"fit.image": "input.missing"}
    assert (await workshop.get("/v1/flows")).json()["items"] == []


async def test_a_part_of_a_space_is_tried_without_publishing(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    photo = await someone.uploads(picture())
    document = PRODUCT_CARD | {"flow": None}
    nodes = [dict(node) for node in PRODUCT_CARD["nodes"]]
    nodes[0]["values"] = {"image": {"asset": photo}}
    space = await someone.creates(document | {"nodes": nodes})
    path = f"/v1/spaces/{space}/runs"
    wait = {"Prefer": "wait=30"}
    part = await workshop.post(path, json={"scope": "node", "node": "fit"}, headers=wait)
    assert list(part.json()["results"]) == ["fit.image"]
    whole = await workshop.post(path, json={"scope": "all"}, headers=wait)
    assert list(whole.json()["results"]) == ["file.image"]
    nowhere = await workshop.post(path, json={"scope": "node", "node": "ghost"})
    assert fields_of(nowhere) == {"node": "node.unknown"}


def shout() -> dict[str, Any]:
    return text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "hello"}},
            {"id": "loud", "type": "text.template", "values": {"template": "{w}!"}},
        ],
        ["words.text > loud.w"],
        "loud.text",
        {"words": "words.text"},
    )


async def test_a_flow_is_a_node_of_another_space(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    inner = await someone.publishes(shout())
    outer = text_flow(
        [
            {"id": "list", "type": "list", "values": {"items": ["a", "b"]}},
            {"id": "shout", "type": "flow", "values": {"flow": inner["slug"]}},
        ],
        ["list.items > shout.words"],
        "shout.out",
        {"list": "list.items"},
    )
    outer["flow"]["name"] = "Outer"
    flow = await someone.publishes(outer)
    run = await someone.runs(flow["id"], list=["x", "y", "z"])
    assert [item["value"] for item in run["results"]["out"]] == ["x!", "y!", "z!"]


async def test_a_flow_cannot_contain_itself(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(shout())
    flow = (await workshop.post(f"/v1/spaces/{space}/publish", json={})).json()
    inside = {"id": "me", "type": "flow", "values": {"flow": flow["id"]}}
    edits = {"edits": [{"op": "add_node", "node": inside}]}
    assert (await workshop.post(f"/v1/spaces/{space}/edits", json=edits)).status_code == 200
    refused = await workshop.post(f"/v1/spaces/{space}/publish", json={})
    assert fields_of(refused) == {"flow": "flow.contains_itself"}


async def test_a_deleted_space_is_gone_and_its_flow_lives_on(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    space = await someone.creates(shout())
    flow = (await workshop.post(f"/v1/spaces/{space}/publish", json={})).json()
    assert (await workshop.delete(f"/v1/spaces/{space}")).status_code == 204
    assert (await workshop.get(f"/v1/spaces/{space}")).status_code == 404
    assert (await someone.runs(flow["id"]))["status"] == "succeeded"


async def test_the_catalogue_names_every_fixed_node_type(workshop: httpx2.AsyncClient) -> None:
    items = (await workshop.get("/v1/node-types")).json()["items"]
    ports = {t["type"]: ([p["name"] for p in t["inputs"]], t["outputs"]) for t in items}
    assert ports["image.resize"][0][:4] == ["image", "width", "height", "mode"]
    assert set(ports["image.text"][0]) >= {
        "image",
        "text",
        "position",
        "size",
        "colour",
        "font",
        "align",
    }
    assert set(ports["image.overlay"][0]) >= {"image", "over", "position", "opacity", "blend"}
    assert set(ports["image.convert"][0]) == {"image", "format", "quality"}
    assert {"text", "number", "image", "list", "text.template", "image.contact_sheet"} <= set(ports)
