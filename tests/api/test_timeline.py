"""A builder looks where the time of a run went."""

import httpx2
import pytest

from headrace.kernel.ids import is_id
from tests.api.test_lists import SET
from tests.support.pictures import picture
from tests.support.working import Person

pytestmark = pytest.mark.anyio


async def a_run(client: httpx2.AsyncClient, pictures: int = 3) -> str:
    someone = Person(client)
    flow = await someone.publishes(SET)
    photos = [await someone.uploads(picture(30 + n, 20)) for n in range(pictures)]
    return (await someone.runs(flow["id"], photos=photos))["id"]


async def test_every_item_tells_when_it_was_ready_begun_and_done(
    workshop: httpx2.AsyncClient,
) -> None:
    run = await a_run(workshop)
    answer = await workshop.get(f"/v1/runs/{run}/timeline")
    items = answer.json()["items"]
    small = [item for item in items if item["steps"][0]["step"] == "fit"]
    (sheet,) = [item for item in items if item["steps"][0]["step"] == "sheet"]
    assert [item["item"] for item in small] == [0, 1, 2]
    for item in items:
        assert item["status"] == "done"
        assert item["ready_at"] <= item["started_at"] <= item["finished_at"]
        assert item["wait_seconds"] >= 0
        assert (item["lost"], item["reused"]) == (0, False)
    for item in (*small, sheet):
        assert item["work_seconds"] > 0
        assert item["attempts"] == 1
        assert is_id(item["worker"], "worker")
    assert [item["worker"] for item in items if item["attempts"] == 0] == [None]
    assert sheet["ready_at"] == max(item["finished_at"] for item in small)


async def test_what_was_done_before_took_no_time(workshop: httpx2.AsyncClient) -> None:
    run = await a_run(workshop)
    inputs = (await workshop.get(f"/v1/runs/{run}")).json()["inputs"]
    again = await Person(workshop).runs("set", **inputs)
    items = (await workshop.get(f"/v1/runs/{again['id']}/timeline")).json()["items"]
    done = [item for item in items if item["steps"][0]["step"] != "photos"]
    assert {item["reused"] for item in done} == {True}
    assert {item["work_seconds"] for item in done} == {None}
    assert {item["worker"] for item in items} == {None}


async def test_a_timeline_comes_in_pages(workshop: httpx2.AsyncClient) -> None:
    run = await a_run(workshop)
    whole = (await workshop.get(f"/v1/runs/{run}/timeline")).json()["items"]
    seen: list[object] = []
    asked = {"limit": "2"}
    while True:
        page = (await workshop.get(f"/v1/runs/{run}/timeline", params=asked)).json()
        seen += page["items"]
        if page["next"] is None:
            break
        asked["cursor"] = page["next"]
    assert seen == whole
    wrong = await workshop.get(f"/v1/runs/{run}/timeline", params={"cursor": "x"})
    assert wrong.status_code == 422


async def test_a_timeline_is_for_builders_of_the_workspace(
    workshop: httpx2.AsyncClient, runner: httpx2.AsyncClient, foreigner: httpx2.AsyncClient
) -> None:
    run = await a_run(workshop, 1)
    assert (await workshop.get(f"/v1/runs/{run}/timeline")).status_code == 200
    assert (await runner.get(f"/v1/runs/{run}/timeline")).status_code == 403
    assert (await foreigner.get(f"/v1/runs/{run}/timeline")).status_code == 404
    assert (await workshop.get("/v1/runs/run_1/timeline")).status_code == 404
