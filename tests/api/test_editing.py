"""Editing a space by exact operations: large spaces, contained flows, and what is refused."""

import time
from typing import Any

import httpx2
import pytest

from tests.support.working import Person, fields_of, text_flow

pytestmark = pytest.mark.anyio


def chain(length: int) -> dict[str, Any]:
    return {"nodes": [{"id": f"n{at}", "type": "text.case"} for at in range(length)]}


def wires(count: int) -> list[dict[str, str]]:
    return [
        {"op": "connect", "from": f"n{at}.text", "to": f"n{at + 1}.text"} for at in range(count)
    ]


async def test_a_thousand_edits_of_the_largest_space_take_no_time(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(chain(2_000))
    began = time.monotonic()
    done = await workshop.post(f"/v1/spaces/{space}/edits", json={"edits": wires(1_000)})
    assert time.monotonic() - began < 10
    assert done.status_code == 200
    assert len(done.json()["document"]["edges"]) == 1_000


async def test_a_wire_that_closes_a_circle_is_refused_and_one_that_was_taken_no_longer_counts(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(chain(4))
    path = f"/v1/spaces/{space}/edits"
    back = {"op": "connect", "from": "n3.text", "to": "n0.text"}
    assert fields_of(await workshop.post(path, json={"edits": [*wires(3), back]})) == {
        "edits.3": "edit.refused"
    }
    opened = [*wires(3), {"op": "disconnect", "to": "n2.text"}, back]
    done = await workshop.post(path, json={"edits": opened})
    assert done.status_code == 200
    assert {"from": "n3.text", "to": "n0.text"} in done.json()["document"]["edges"]
    own = {"op": "connect", "from": "n1.text", "to": "n1.text"}
    assert fields_of(await workshop.post(path, json={"edits": [own]})) == {
        "edits.0": "edit.refused"
    }


async def test_a_second_wire_replaces_the_first(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(chain(3))
    edits = [
        {"op": "connect", "from": "n0.text", "to": "n2.text"},
        {"op": "connect", "from": "n1.text", "to": "n2.text"},
    ]
    done = await workshop.post(f"/v1/spaces/{space}/edits", json={"edits": edits})
    assert done.json()["document"]["edges"] == [{"from": "n1.text", "to": "n2.text"}]


async def test_what_an_open_port_carries_is_known_when_wiring(workshop: httpx2.AsyncClient) -> None:
    pictures = {"nodes": [{"id": "i", "type": "image"}, {"id": "l", "type": "list"}]}
    case = {"op": "add_node", "node": {"id": "c", "type": "text.case"}}
    space = await Person(workshop).creates(pictures)
    edits = [
        case,
        {"op": "connect", "from": "i.image", "to": "l.items"},
        {"op": "connect", "from": "l.items", "to": "c.text"},
    ]
    path = f"/v1/spaces/{space}/edits"
    assert fields_of(await workshop.post(path, json={"edits": edits})) == {
        "edits.2": "edit.refused"
    }
    assert (await workshop.post(path, json={"edits": [case, edits[2]]})).status_code == 200


SHOUT = text_flow(
    [{"id": "a", "type": "text.case", "values": {"to": "upper"}}],
    [],
    "a.text",
    {"words": "a.text"},
)


async def test_a_flow_just_added_is_wired_with_and_without_its_version(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(SHOUT)
    space = await someone.creates({"nodes": [{"id": "t", "type": "text", "values": {"text": "a"}}]})
    path = f"/v1/spaces/{space}/edits"
    newest = {"id": "f", "type": "flow", "values": {"flow": flow["slug"]}}
    pinned = {"id": "g", "type": "flow", "values": {"flow": flow["id"], "version": 1}}
    edits = [
        {"op": "add_node", "node": newest},
        {"op": "connect", "from": "t.text", "to": "f.words"},
        {"op": "add_node", "node": pinned},
        {"op": "connect", "from": "f.out", "to": "g.words"},
    ]
    done = await workshop.post(path, json={"edits": edits})
    assert done.status_code == 200, done.text
    more = {"op": "connect", "from": "t.text", "to": "g.words"}
    assert (await workshop.post(path, json={"edits": [more]})).status_code == 200
    ghost = [
        {"op": "set", "node": "f", "values": {"flow": "ghost"}},
        {"op": "connect", "from": "t.text", "to": "f.words"},
    ]
    assert fields_of(await workshop.post(path, json={"edits": ghost})) == {
        "edits.1": "edit.refused"
    }


async def test_edits_heed_the_etag_they_come_with(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates({"name": "One"})
    path = f"/v1/spaces/{space}/edits"
    body = {"edits": [{"op": "name", "name": "Two"}]}
    etag = (await workshop.get(f"/v1/spaces/{space}")).headers["etag"]
    first = await workshop.post(path, json=body, headers={"If-Match": etag})
    assert first.status_code == 200
    late = await workshop.post(path, json=body, headers={"If-Match": etag})
    assert (late.status_code, late.json()["code"]) == (409, "space.changed")


@pytest.mark.parametrize(
    ("edit", "field", "code"),
    [
        ({}, "edits.0.op", "value.union_tag_not_found"),
        ({"op": "explode"}, "edits.0.op", "value.union_tag_invalid"),
        ({"op": "move", "node": "a", "at": [1]}, "edits.0.move.at.1", "value.missing"),
        ({"op": "name", "name": "x", "why": 1}, "edits.0.name.why", "value.extra_forbidden"),
    ],
)
async def test_an_edit_that_is_none_is_refused_by_name(
    workshop: httpx2.AsyncClient, edit: dict[str, Any], field: str, code: str
) -> None:
    space = await Person(workshop).creates(chain(1))
    answer = await workshop.post(f"/v1/spaces/{space}/edits", json={"edits": [edit]})
    assert fields_of(answer) == {field: code}
    assert "tag" not in answer.json()["errors"][0]["message"]
