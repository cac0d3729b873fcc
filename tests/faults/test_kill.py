"""Kill anything at any time: no acknowledged run is lost, and no step is done twice."""

import os
import signal
import time
from typing import Any

import httpx2
import orjson
import pytest

from tests.faults.house import Program, ended, publishes
from tests.faults.stories import pictures
from tests.support.pictures import picture

ITEMS = 60


def begins_a_long_run(client: httpx2.Client) -> str:
    flow = publishes(client, pictures())
    uploaded = client.post("/v1/assets", content=picture(1200, 900))
    inputs = {"photo": uploaded.json()["id"], "words": [f"Number {n}" for n in range(ITEMS)]}
    run = client.post(f"/v1/flows/{flow}/runs", json={"inputs": inputs})
    assert run.status_code == 202, run.text
    return run.json()["id"]


def wait_for_progress(client: httpx2.Client, run: str, done: int) -> None:
    while client.get(f"/v1/runs/{run}").json()["progress"]["done"] < done:
        time.sleep(0.05)


def events_of(client: httpx2.Client, run: str) -> list[dict[str, Any]]:
    text = client.get(f"/v1/runs/{run}/events").text
    lines = (line for line in text.splitlines() if line.startswith("data: "))
    return [orjson.loads(line.removeprefix("data: ")) for line in lines]


def check_that_all_is_well(client: httpx2.Client, run: str) -> None:
    """Every item there once, in place, and a log without gaps or repeats."""
    found = ended(client, run)
    assert found["status"] == "succeeded"
    assert [item["type"] for item in found["results"]["out"]] == ["image"] * ITEMS
    assert found["progress"]["done"] == found["progress"]["total"]
    events = events_of(client, run)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    succeeded = [(e["step"], e["item"]) for e in events if e["kind"] == "step.succeeded"]
    assert len(succeeded) == len(set(succeeded)) == found["progress"]["total"]
    for item in found["results"]["out"]:
        assert client.get(item["url"]).status_code == 200


def test_the_program_is_killed_again_and_again_in_the_middle_of_a_run(program: Program) -> None:
    with program.client() as client:
        run = begins_a_long_run(client)
        for done in (5, 40, 80):
            wait_for_progress(client, run, done)
            program.kill()
            program.start()
        check_that_all_is_well(client, run)


def test_the_database_is_killed_in_the_middle_of_a_run(program: Program) -> None:
    with program.client() as client:
        run = begins_a_long_run(client)
        wait_for_progress(client, run, 10)
        program.kill_database()
        check_that_all_is_well(client, run)
        program.wait_until_ready()


def test_an_operator_stops_it_and_everything_is_put_away(program: Program) -> None:
    with program.client() as client:
        run = begins_a_long_run(client)
        wait_for_progress(client, run, 10)
        server = (program.data / "postgres/cluster/postmaster.pid").read_text().split()[0]
        assert program.stop() == 0
        with pytest.raises(ProcessLookupError):
            os.kill(int(server), signal.SIG_DFL)
        program.start()
        check_that_all_is_well(client, run)
