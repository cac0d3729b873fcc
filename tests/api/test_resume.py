"""A run that failed or was cancelled goes on from where it stopped."""

from typing import Any

import httpx2
import pytest

from tests.support.events import events_of
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio


def picking(position: int = 1) -> dict[str, Any]:
    """A flow that fails when there is nothing between the commas, and has work before that."""
    return text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "a,b"}},
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
            {"id": "parts", "type": "text.split", "values": {"separator": ","}},
            {"id": "one", "type": "text.pick", "values": {"position": position}},
        ],
        ["words.text > loud.text", "loud.text > parts.text", "parts.items > one.items"],
        "one.text",
        {"words": "words.text"},
    ) | {"name": "Picking"}


async def resumes(client: httpx2.AsyncClient, run: str, **wish: Any) -> httpx2.Response:
    return await client.post(f"/v1/runs/{run}/resume", json=wish, headers={"Prefer": "wait=30"})


async def test_a_failed_run_goes_on_with_the_version_that_mended_it(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    space = await someone.creates(picking())
    flow = (await workshop.post(f"/v1/spaces/{space}/publish", json={})).json()["id"]
    failed = await someone.runs(flow, words=",")
    assert failed["status"] == "failed"
    await workshop.post(
        f"/v1/spaces/{space}/edits",
        json={
            "edits": [
                {"op": "remove_node", "node": "one"},
                {"op": "add_node", "node": {"id": "one", "type": "text.join"}},
                {"op": "connect", "from": "parts.items", "to": "one.items"},
            ]
        },
    )
    assert (await workshop.post(f"/v1/spaces/{space}/publish", json={})).status_code == 201
    resumed = await resumes(workshop, failed["id"], version="newest")
    assert resumed.status_code == 200, resumed.text
    assert resumed.json()["status"] == "succeeded"
    assert resumed.json()["version"] == 2
    assert resumed.json()["id"] == failed["id"]
    events = await events_of(workshop, failed["id"])
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    behind = events[[e["kind"] for e in events].index("run.resumed") :]
    done = {event["step"] for event in behind if event["kind"] == "step.started"}
    assert done == {"one"}


async def test_a_failed_run_may_fail_again(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(picking()))["id"]
    failed = await someone.runs(flow, words=",")
    again = (await resumes(workshop, failed["id"])).json()
    assert (again["status"], again["error"]["code"]) == ("failed", failed["error"]["code"])


async def test_what_succeeded_cannot_be_resumed(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(picking()))["id"]
    run = await someone.runs(flow, words="a,b")
    answer = await resumes(workshop, run["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "run.not_resumable")


async def test_a_version_that_is_not_there_is_named(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(picking()))["id"]
    failed = await someone.runs(flow, words=",")
    answer = await resumes(workshop, failed["id"], version=7)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "version"


async def test_nobody_resumes_what_is_not_theirs(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(picking()))["id"]
    failed = await someone.runs(flow, words=",")
    answer = await resumes(foreigner, failed["id"])
    assert (answer.status_code, answer.json()["code"]) == (404, "run.not_found")
