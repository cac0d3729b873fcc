"""A space shows what is done, what is stale and what fails, node by node."""

import httpx2
import pytest

from tests.support.working import Person

pytestmark = pytest.mark.anyio

CHAIN = {
    "name": "Chain",
    "nodes": [
        {"id": "words", "type": "text", "values": {"text": "a,b"}},
        {"id": "loud", "type": "text.case"},
        {"id": "parts", "type": "text.split", "values": {"separator": ","}},
        {"id": "one", "type": "text.pick"},
    ],
    "edges": [
        {"from": "words.text", "to": "loud.text"},
        {"from": "loud.text", "to": "parts.text"},
        {"from": "parts.items", "to": "one.items"},
    ],
}


async def runs_space(client: httpx2.AsyncClient, space: str, **wish: str) -> None:
    answer = await client.post(f"/v1/spaces/{space}/runs", json=wish, headers={"Prefer": "wait=30"})
    assert answer.status_code == 200, answer.text


async def edits(client: httpx2.AsyncClient, space: str, *operations: dict[str, object]) -> None:
    answer = await client.post(f"/v1/spaces/{space}/edits", json={"edits": list(operations)})
    assert answer.status_code == 200, answer.text


async def states(client: httpx2.AsyncClient, space: str) -> dict[str, str]:
    answer = await client.get(f"/v1/spaces/{space}/state")
    assert answer.status_code == 200, answer.text
    return {node["node"]: node["status"] for node in answer.json()["items"]}


async def test_a_new_space_is_idle_and_a_run_one_done(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(CHAIN)
    assert set((await states(workshop, space)).values()) == {"idle"}
    await runs_space(workshop, space)
    assert set((await states(workshop, space)).values()) == {"done"}
    told = (await workshop.get(f"/v1/spaces/{space}/state")).json()["items"]
    assert told[3]["results"]["text"][0]["value"] == "A"


async def test_a_changed_setting_makes_stale_what_depends_on_it(
    workshop: httpx2.AsyncClient,
) -> None:
    space = await Person(workshop).creates(CHAIN)
    await runs_space(workshop, space)
    await edits(workshop, space, {"op": "set", "node": "parts", "values": {"separator": ";"}})
    assert await states(workshop, space) == {
        "words": "done",
        "loud": "done",
        "parts": "stale",
        "one": "stale",
    }
    await edits(workshop, space, {"op": "set", "node": "parts", "values": {"separator": ","}})
    assert set((await states(workshop, space)).values()) == {"done"}


async def test_only_what_was_run_is_done(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(CHAIN)
    await runs_space(workshop, space, scope="node", node="loud")
    assert await states(workshop, space) == {
        "words": "done",
        "loud": "done",
        "parts": "idle",
        "one": "idle",
    }


async def test_a_broken_node_does_not_hide_the_rest(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(CHAIN)
    await runs_space(workshop, space)
    await edits(workshop, space, {"op": "disconnect", "to": "parts.text"})
    found = await states(workshop, space)
    assert (found["words"], found["loud"], found["parts"]) == ("done", "done", "stale")


async def test_a_failed_node_says_why(workshop: httpx2.AsyncClient) -> None:
    space = await Person(workshop).creates(CHAIN)
    await edits(workshop, space, {"op": "set", "node": "words", "values": {"text": ","}})
    await runs_space(workshop, space)
    told = (await workshop.get(f"/v1/spaces/{space}/state")).json()["items"]
    one = next(node for node in told if node["node"] == "one")
    assert (one["status"], one["error"]["code"]) == ("failed", "text.nothing_to_pick")


async def test_the_state_of_what_is_not_yours_is_not_found(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    space = await Person(workshop).creates(CHAIN)
    assert (await foreigner.get(f"/v1/spaces/{space}/state")).status_code == 404
