"""Much work of one holds up no other: work is admitted by lanes and turns."""

import httpx2
import pytest
from sqlalchemy import text

from headrace.runs.pace import WINDOW
from tests.support.served import Server
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio

LOUD = text_flow(
    [{"id": "words", "type": "list"}, {"id": "loud", "type": "text.case"}],
    ["words.items > loud.text"],
    "loud.text",
    {"words": "words.items"},
)
MANY = 400
CONCURRENCY = 4
"""Workers that settle at the same moment may each see the same room."""


async def begins(client: httpx2.AsyncClient, flow: str, words: list[str]) -> str:
    answer = await client.post(f"/v1/flows/{flow}/runs", json={"inputs": {"words": words}})
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


async def ends(client: httpx2.AsyncClient, run: str) -> dict[str, object]:
    found = (await client.get(f"/v1/runs/{run}", headers={"Prefer": "wait=60"})).json()
    assert found["status"] == "succeeded"
    return found


async def done_of(client: httpx2.AsyncClient, run: str) -> int:
    return (await client.get(f"/v1/runs/{run}")).json()["progress"]["done"]


async def test_a_small_run_overtakes_a_large_one_of_the_same_workspace(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(LOUD))["id"]
    large = await begins(workshop, flow, [f"word {n}" for n in range(MANY)])
    await ends(workshop, await begins(workshop, flow, ["one"]))
    assert await done_of(workshop, large) < MANY / 2
    await ends(workshop, large)


async def test_a_run_of_another_workspace_is_not_held_up(
    workshop: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    flow = (await Person(workshop).publishes(LOUD))["id"]
    other = (await Person(foreigner).publishes(LOUD))["id"]
    large = await begins(workshop, flow, [f"word {n}" for n in range(MANY)])
    await ends(foreigner, await begins(foreigner, other, ["one"]))
    assert await done_of(workshop, large) < MANY / 2
    await ends(workshop, large)


async def test_only_a_window_of_a_large_run_is_in_the_queue(
    working: Server, workshop: httpx2.AsyncClient
) -> None:
    flow = (await Person(workshop).publishes(LOUD))["id"]
    large = await begins(workshop, flow, [f"word {n}" for n in range(MANY)])
    most = 0
    while await done_of(workshop, large) < MANY / 2:
        async with working.house.database.connection() as connection:
            in_flight = text("SELECT count(*) FROM passes WHERE status IN ('queued', 'running')")
            most = max(most, await connection.scalar(in_flight) or 0)
    assert 1 < most <= WINDOW + CONCURRENCY
    await ends(workshop, large)
