"""Several workers on one database: they share, take over, and keep out of each other's way."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2

from tests.faults.house import Program, VendorProcess, WorkerProcess, ended
from tests.faults.judge import Evidence, verdict, workers_of
from tests.faults.stories import insists, many, pictures, prepare, ten_steps
from tests.support.pictures import picture

TAKE_OVER_SECONDS = 15


def uploads(client: httpx2.Client) -> str:
    return client.post("/v1/assets", content=picture(800, 600)).json()["id"]


def waits_for(client: httpx2.Client, run: str, done: int) -> None:
    while client.get(f"/v1/runs/{run}").json()["progress"]["done"] < done:
        time.sleep(0.05)


def test_two_workers_share_a_large_run(program: Program, vendor: VendorProcess) -> None:
    client, (flow,) = prepare(program, vendor, pictures())
    second = program.worker()
    with client:
        inputs = {"photo": uploads(client), "words": [f"number {n}" for n in range(500)]}
        run = insists(client, flow, inputs, "once")
        over = ended(client, run, seconds=300)
        assert over["status"] == "succeeded"
        assert len(over["results"]["out"]) == 500
    shares = Counter(workers_of(program.data, run))
    assert len(shares) == 2
    assert min(shares.values()) >= 0.3 * sum(shares.values()), shares
    second.stop()
    assert verdict(Evidence(program.data, [run])) == []


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(
    program: Program, vendor: VendorProcess
) -> None:
    client, (flow,) = prepare(program, vendor, pictures())
    second = program.worker()
    with client:
        inputs = {"photo": uploads(client), "words": [f"number {n}" for n in range(200)]}
        run = insists(client, flow, inputs, "once")
        waits_for(client, run, 100)
        second.kill()
        killed = time.monotonic()
        over = ended(client, run)
        assert over["status"] == "succeeded"
        # What it held is taken over in time; the rest was there for the other all along.
        assert time.monotonic() - killed < TAKE_OVER_SECONDS + 30
    assert verdict(Evidence(program.data, [run], kills=1)) == []


def test_a_worker_that_hangs_and_wakes_up_is_too_late(
    program: Program, vendor: VendorProcess
) -> None:
    client, (flow,) = prepare(program, vendor, many())
    second = program.worker()
    vendor.script("", {"delay": 0.3}, always=True)
    with client:
        run = insists(client, flow, {"words": [f"number {n}" for n in range(60)]}, "once")
        waits_for(client, run, 20)
        second.pause()
        over = ended(client, run)
        assert over["status"] == "succeeded"
        second.wake()
        time.sleep(2)
        assert client.get(f"/v1/runs/{run}").json() == over
    second.stop()
    assert verdict(Evidence(program.data, [run], vendor.log, kills=1)) == []


def test_three_workers_three_hundred_runs_and_a_kill_every_few_seconds(
    program: Program, vendor: VendorProcess
) -> None:
    chance = random.Random(7)
    client, flows = prepare(program, vendor, ten_steps(), many(), pictures())
    workers = [program.worker() for _ in range(2)]
    with client:
        photo = uploads(client)
        with ThreadPoolExecutor(8) as crowd:
            begun = [crowd.submit(_begins, client, flows, photo, n) for n in range(300)]
            kills = 0
            while not all(future.done() for future in begun) or kills < 12:
                time.sleep(chance.uniform(1, 5))
                kills += 1
                _kill_one(chance, program, workers)
            runs = [future.result() for future in begun]
        for run in runs:
            assert ended(client, run, seconds=240)["status"] == "succeeded"
    for worker in workers:
        worker.stop()
    assert verdict(Evidence(program.data, runs, vendor.log, kills=kills)) == []


def _begins(client: httpx2.Client, flows: list[str], photo: str, number: int) -> str:
    words = [f"number {number}", f"and {number}"]
    steps, each, shown = flows
    flow, inputs = [
        (steps, {"words": f"words {number}"}),
        (each, {"words": words}),
        (shown, {"photo": photo, "words": words}),
    ][number % 3]
    return insists(client, flow, inputs, f"run {number}", seconds=240)


def _kill_one(chance: random.Random, program: Program, workers: list[WorkerProcess]) -> None:
    """The server, one of the workers, or the database under all of them."""
    victim = chance.randrange(len(workers) + 2)
    if victim < len(workers):
        workers[victim].kill()
        workers[victim] = program.worker()
    elif victim == len(workers):
        program.kill()
        program.start()
    else:
        program.kill_database()
        program.wait_until_ready()
