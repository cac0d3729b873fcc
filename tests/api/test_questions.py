"""A run waits for a person, or for credits, and holds no worker meanwhile."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from headrace.db.work import Work
from headrace.runs.recover import answer_for_nobody
from headrace.workspaces.find import house_of
from tests.support.events import events_of
from tests.support.served import Server
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio

CHOICE = text_flow(
    [
        {"id": "words", "type": "list", "values": {"items": ["red", "green", "blue"]}},
        {"id": "best", "type": "logic.pick_one", "title": "Which colour?"},
        {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
    ],
    ["words.items > best.options", "best.choice > loud.text"],
    "loud.text",
    {"words": "words.items"},
)


def asking(node: dict[str, Any], port: str) -> dict[str, Any]:
    return text_flow(
        [{"id": "words", "type": "text", "values": {"text": "hello"}}, {"id": "ask"} | node],
        [f"words.text > ask.{port}"],
        f"ask.{port}",
        {"words": "words.text"},
    )


async def begins(client: httpx2.AsyncClient, document: dict[str, Any]) -> dict[str, Any]:
    """The run once it waits."""
    flow = (await Person(client).publishes(document))["id"]
    run = (await client.post(f"/v1/flows/{flow}/runs", json={"inputs": {}})).json()["id"]
    while True:
        found = (await client.get(f"/v1/runs/{run}")).json()
        if found["status"] not in ("queued", "running"):
            return found


async def says(client: httpx2.AsyncClient, run: str, **reply: Any) -> httpx2.Response:
    return await client.post(f"/v1/runs/{run}/answer", json=reply)


async def ends(client: httpx2.AsyncClient, run: str) -> dict[str, Any]:
    return (await client.get(f"/v1/runs/{run}", headers={"Prefer": "wait=30"})).json()


async def test_a_person_picks_one_and_the_run_goes_on(workshop: httpx2.AsyncClient) -> None:
    run = await begins(workshop, CHOICE)
    assert run["status"] == "waiting"
    (question,) = run["questions"]
    assert (question["asks"], question["title"]) == ("pick", "Which colour?")
    assert [option["value"] for option in question["options"]] == ["red", "green", "blue"]
    assert (await says(workshop, run["id"], answer=1)).status_code == 200
    over = await ends(workshop, run["id"])
    assert (over["status"], over["questions"]) == ("succeeded", [])
    assert over["results"]["out"][0]["value"] == "GREEN"
    kinds = [event["kind"] for event in await events_of(workshop, run["id"])]
    assert kinds.count("run.waiting") == kinds.count("run.answered") == 1


@pytest.mark.parametrize("wrong", [3, -1, True, "green", None])
async def test_an_answer_that_does_not_fit_says_what_would(
    workshop: httpx2.AsyncClient, wrong: Any
) -> None:
    run = await begins(workshop, CHOICE)
    answer = await says(workshop, run["id"], answer=wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "answer"
    assert "from 0 to 2" in answer.json()["errors"][0]["message"]


async def test_what_was_answered_is_not_answered_again(workshop: httpx2.AsyncClient) -> None:
    run = await begins(workshop, CHOICE)
    await says(workshop, run["id"], answer=0)
    answer = await says(workshop, run["id"], answer=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "run.not_asking")
    assert (await ends(workshop, run["id"]))["results"]["out"][0]["value"] == "RED"


async def test_a_person_approves_or_does_not(workshop: httpx2.AsyncClient) -> None:
    document = asking({"type": "logic.approve"}, "value")
    yes, no = [await begins(workshop, document) for _ in range(2)]
    await says(workshop, yes["id"], answer=True)
    await says(workshop, no["id"], answer=False)
    assert (await ends(workshop, yes["id"]))["results"]["out"][0]["value"] == "hello"
    stopped = await ends(workshop, no["id"])
    assert (stopped["status"], stopped["error"]["code"]) == ("failed", "logic.not_approved")


async def test_a_person_changes_the_text(workshop: httpx2.AsyncClient) -> None:
    run = await begins(workshop, asking({"type": "logic.edit_text"}, "text"))
    assert run["questions"][0]["options"][0]["value"] == "hello"
    await says(workshop, run["id"], answer="good evening")
    assert (await ends(workshop, run["id"]))["results"]["out"][0]["value"] == "good evening"


async def test_each_item_of_a_list_asks_for_itself(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "list", "values": {"items": ["a", "b"]}},
            {"id": "ask", "type": "logic.edit_text"},
        ],
        ["words.items > ask.text"],
        "ask.text",
        {"words": "words.items"},
    )
    run = await begins(workshop, document)
    while len(run["questions"]) < 2:
        run = (await workshop.get(f"/v1/runs/{run['id']}")).json()
    first, second = run["questions"]
    unnamed = await says(workshop, run["id"], answer="x")
    assert unnamed.json()["errors"][0]["field"] == "question"
    await says(workshop, run["id"], question=second["id"], answer="second")
    assert (await workshop.get(f"/v1/runs/{run['id']}")).json()["status"] == "waiting"
    await says(workshop, run["id"], question=first["id"], answer="first")
    over = await ends(workshop, run["id"])
    assert [item["value"] for item in over["results"]["out"]] == ["first", "second"]


async def test_when_nobody_answers_the_run_goes_on_as_its_builder_chose(
    working: Server, workshop: httpx2.AsyncClient
) -> None:
    values = {"minutes": 5, "otherwise": 3}
    document = text_flow(
        [
            {"id": "words", "type": "list", "values": {"items": ["red", "green", "blue"]}},
            {"id": "best", "type": "logic.pick_one", "values": values},
        ],
        ["words.items > best.options"],
        "best.choice",
        {"words": "words.items"},
    )
    run = await begins(workshop, document)
    assert run["questions"][0]["deadline"] is not None
    assert run["questions"][0]["otherwise"] == 2
    async with working.house.database.work(house_of("")) as work:
        later = Work(work.actor, work.now + timedelta(minutes=6), work.connection)
        await answer_for_nobody(later)
    assert (await ends(workshop, run["id"]))["results"]["out"][0]["value"] == "blue"


@pytest.mark.parametrize(
    ("node", "port", "otherwise"),
    [
        ({"type": "logic.approve", "values": {"minutes": 5}}, "value", False),
        ({"type": "logic.approve", "values": {"minutes": 5, "otherwise": "go on"}}, "value", True),
        ({"type": "logic.edit_text", "values": {"minutes": 5}}, "text", None),
    ],
)
async def test_a_question_says_what_happens_without_an_answer(
    workshop: httpx2.AsyncClient, node: dict[str, Any], port: str, otherwise: Any
) -> None:
    run = await begins(workshop, asking(node, port))
    assert run["questions"][0]["otherwise"] is otherwise


async def test_runs_that_wait_are_found(workshop: httpx2.AsyncClient) -> None:
    waiting, over = [await begins(workshop, CHOICE) for _ in range(2)]
    await says(workshop, over["id"], answer=0)
    await ends(workshop, over["id"])
    found = (await workshop.get("/v1/runs", params={"status": "waiting"})).json()
    assert waiting["id"] in {run["id"] for run in found["items"]}
    assert {run["status"] for run in found["items"]} == {"waiting"}


async def test_a_run_says_how_far_its_log_goes(workshop: httpx2.AsyncClient) -> None:
    run = await begins(workshop, CHOICE)
    await says(workshop, run["id"], answer=0)
    over = await ends(workshop, run["id"])
    behind = await events_of(workshop, run["id"], after=run["last_event"])
    assert behind[0]["kind"] == "run.answered"
    assert behind[-1]["seq"] == over["last_event"]


async def test_a_waiting_run_can_be_cancelled(workshop: httpx2.AsyncClient) -> None:
    run = await begins(workshop, CHOICE)
    cancelled = (await workshop.post(f"/v1/runs/{run['id']}/cancel")).json()
    assert (cancelled["status"], cancelled["questions"]) == ("cancelled", [])
    assert (await says(workshop, run["id"], answer=0)).status_code == 409


async def test_a_resumed_run_does_not_ask_again(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "list", "values": {"items": [",", "b"]}},
            {"id": "best", "type": "logic.pick_one"},
            {"id": "parts", "type": "text.split", "values": {"separator": ","}},
            {"id": "one", "type": "text.pick"},
        ],
        ["words.items > best.options", "best.choice > parts.text", "parts.items > one.items"],
        "one.text",
        {"words": "words.items"},
    )
    run = await begins(workshop, document)
    await says(workshop, run["id"], answer=0)
    assert (await ends(workshop, run["id"]))["status"] == "failed"
    headers = {"Prefer": "wait=30"}
    again = await workshop.post(f"/v1/runs/{run['id']}/resume", headers=headers)
    assert (again.json()["status"], again.json()["questions"]) == ("failed", [])


async def test_nobody_answers_for_others(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    run = await begins(workshop, CHOICE)
    answer = await says(foreigner, run["id"], answer=0)
    assert (answer.status_code, answer.json()["code"]) == (404, "run.not_found")
