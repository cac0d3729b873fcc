"""What was done before is not done again: within one workspace, whatever run did it."""

from typing import Any

import httpx2
import pytest

from tests.support.events import events_of, steps_done, steps_reused
from tests.support.pictures import picture
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio

CARD: dict[str, Any] = {
    "name": "Card",
    "nodes": [
        {"id": "photo", "type": "image"},
        {"id": "fit", "type": "image.resize", "values": {"width": 300, "height": 300}},
        {"id": "words", "type": "text", "values": {"text": "Hello"}},
        {"id": "card", "type": "image.text", "values": {"size": 40}},
    ],
    "edges": [
        {"from": "photo.image", "to": "fit.image"},
        {"from": "fit.image", "to": "card.image"},
        {"from": "words.text", "to": "card.text"},
    ],
    "flow": {
        "name": "Card",
        "fields": [
            {"key": "photo", "port": "photo.image"},
            {"key": "headline", "port": "words.text"},
        ],
        "results": [{"key": "card", "port": "card.image"}],
    },
}


async def test_the_same_inputs_again_do_nothing_at_all(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    first = await someone.runs(flow, photo=photo, headline="Sale")
    again = await someone.runs(flow, photo=photo, headline="Sale")
    assert again["id"] != first["id"]
    assert again["results"] == first["results"]
    assert await steps_done(workshop, again["id"]) == set()
    assert await steps_reused(workshop, again["id"]) == {"photo", "fit", "words", "card"}
    kinds = [event["kind"] for event in await events_of(workshop, again["id"])]
    assert [kinds[0], kinds[1], kinds[-1]] == ["run.queued", "run.started", "run.succeeded"]
    assert again["progress"] == {"done": 4, "total": 4, "eta_seconds": 0}
    assert [stage["reused"] for stage in first["stages"]] == [0, 0]
    assert [stage["reused"] for stage in again["stages"]] == [1, 1]


async def test_the_same_bytes_under_another_name_are_the_same_picture(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    one, other = [await someone.uploads(picture(400, 300)) for _ in range(2)]
    await someone.runs(flow, photo=one)
    again = await someone.runs(flow, photo=other)
    assert await steps_done(workshop, again["id"]) == set()


async def test_one_changed_input_does_only_what_depends_on_it(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    first = await someone.runs(flow, photo=photo, headline="Sale")
    changed = await someone.runs(flow, photo=photo, headline="Last days")
    assert await steps_done(workshop, changed["id"]) == {"words", "card"}
    assert await steps_reused(workshop, changed["id"]) == {"photo", "fit"}
    assert changed["results"] != first["results"]


async def test_another_flow_profits_from_what_this_one_did(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    await someone.runs(flow, photo=photo)
    copy = (await someone.publishes(CARD | {"name": "Copy"}))["id"]
    assert await steps_done(workshop, (await someone.runs(copy, photo=photo))["id"]) == set()


async def test_another_workspace_does_not(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    here, there = Person(workshop), Person(foreigner)
    data = picture(400, 300)
    await here.runs((await here.publishes(CARD))["id"], photo=await here.uploads(data))
    run = await there.runs((await there.publishes(CARD))["id"], photo=await there.uploads(data))
    assert await steps_reused(foreigner, run["id"]) == set()


async def test_a_run_may_be_asked_for_afresh(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    await someone.runs(flow, photo=photo)
    answer = await workshop.post(
        f"/v1/flows/{flow}/runs",
        json={"inputs": {"photo": photo}, "fresh": True},
        headers={"Prefer": "wait=30"},
    )
    assert await steps_reused(workshop, answer.json()["id"]) == set()


async def test_a_node_may_always_be_done_afresh(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "a"}},
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}, "fresh": True},
        ],
        ["words.text > loud.text"],
        "loud.text",
        {"words": "words.text"},
    )
    someone = Person(workshop)
    flow = (await someone.publishes(document))["id"]
    await someone.runs(flow, words="x")
    again = await someone.runs(flow, words="x")
    assert await steps_done(workshop, again["id"]) == {"loud"}


async def test_what_shows_a_deleted_picture_is_made_again(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    first = await someone.runs(flow, photo=photo)
    gone = first["results"]["card"][0]["asset"]
    assert (await workshop.delete(f"/v1/assets/{gone}")).status_code == 204
    again = await someone.runs(flow, photo=photo)
    assert again["results"]["card"][0]["asset"] != gone
    assert len(await someone.content(again["results"]["card"][0])) > 100


async def test_a_list_with_one_more_item_does_one_item(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "list"},
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
        ],
        ["words.items > loud.text"],
        "loud.text",
        {"words": "words.items"},
    )
    someone = Person(workshop)
    flow = (await someone.publishes(document))["id"]
    await someone.runs(flow, words=["a", "b"])
    more = await someone.runs(flow, words=["a", "b", "c"])
    assert [item["value"] for item in more["results"]["out"]] == ["A", "B", "C"]
    done = [
        (event["step"], event["item"])
        for event in await events_of(workshop, more["id"])
        if event["kind"] == "step.started"
    ]
    assert done == [("words", 0), ("loud", 2)]


async def test_the_quote_says_what_is_reused(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    photo = await someone.uploads(picture(400, 300))
    await someone.runs(flow, photo=photo, headline="Sale")

    async def reused(headline: str) -> dict[str, bool]:
        inputs = {"photo": photo, "headline": headline}
        answer = await workshop.post(f"/v1/flows/{flow}/quote", json={"inputs": inputs})
        return {step["step"]: step["reused"] for step in answer.json()["steps"]}

    assert await reused("Sale") == dict.fromkeys(("photo", "fit", "words", "card"), True)
    changed = await reused("Last days")
    assert {step for step, known in changed.items() if not known} == {"words", "card"}


async def test_the_quote_of_a_run_afresh_reuses_nothing(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(CARD))["id"]
    inputs = {"photo": await someone.uploads(picture(400, 300))}
    await someone.runs(flow, **inputs)
    body = {"inputs": inputs, "fresh": True}
    steps = (await workshop.post(f"/v1/flows/{flow}/quote", json=body)).json()["steps"]
    assert [step["reused"] for step in steps] == [False] * 4
    assert [step["step"] for step in steps if step["source"]] == ["photo", "words"]
