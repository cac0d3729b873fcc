"""The program dies at every named place of a run with paid steps; nothing is lost or paid twice."""

import time
from contextlib import suppress

import httpx2
import pytest

from headrace.kernel.fault import POINTS, Point
from tests.faults.house import Program, VendorProcess, ended
from tests.faults.judge import Evidence, verdict
from tests.faults.stories import PRICE, insists, prepare, ten_steps

INPUTS = {"words": "some words"}
ASIDE: set[Point] = {"postpone.written", "resume.put_aside", "cancel.stopped", "answer.written"}
"""Places that a run which goes well does not come by."""


def dies(program: Program, seconds: float = 30) -> None:
    """Waits until the armed program has died."""
    deadline = time.monotonic() + seconds
    while not program.is_dead():
        assert time.monotonic() < deadline, "it never came by that place"
        time.sleep(0.02)


def begins(client: httpx2.Client, flow: str) -> None:
    with suppress(httpx2.TransportError):
        client.post(
            f"/v1/flows/{flow}/runs", json={"inputs": INPUTS}, headers={"Idempotency-Key": "once"}
        )


@pytest.mark.parametrize("point", [point for point in POINTS if point not in ASIDE])
def test_it_dies_in_a_run(point: Point, program: Program, vendor: VendorProcess) -> None:
    client, (flow,) = prepare(program, vendor, ten_steps())
    program.stop()
    program.start(crash_at=point if point.startswith("submit") else f"{point}:2")
    with client:
        begins(client, flow)
        dies(program)
        program.start()
        run = insists(client, flow, INPUTS, "once")
        over = ended(client, run)
        assert over["status"] == "succeeded", over
        assert over["credits"] == {"quoted": 4 * PRICE, "captured": 4 * PRICE, "released": 0}
    assert verdict(Evidence(program.data, [run], vendor.log, kills=1)) == []


def test_it_dies_while_a_step_is_put_off(program: Program, vendor: VendorProcess) -> None:
    client, (flow,) = prepare(program, vendor, ten_steps())
    program.stop()
    program.start(crash_at="postpone.written")
    vendor.script("some words", {"status": 429, "retry_after": "1"})
    with client:
        begins(client, flow)
        dies(program)
        program.start()
        run = insists(client, flow, INPUTS, "once")
        assert ended(client, run)["status"] == "succeeded"
    assert verdict(Evidence(program.data, [run], vendor.log, kills=1)) == []


def test_it_dies_while_a_run_is_cancelled_and_resumed(
    program: Program, vendor: VendorProcess
) -> None:
    client, (flow,) = prepare(program, vendor, ten_steps())
    vendor.script("some words", {"delay": 30})
    with client:
        run = insists(client, flow, INPUTS, "once")
        for point, verb in (("cancel.stopped", "cancel"), ("resume.put_aside", "resume")):
            program.stop()
            program.start(crash_at=point)
            with suppress(httpx2.TransportError):
                client.post(f"/v1/runs/{run}/{verb}")
            dies(program)
            program.start()
            assert client.post(f"/v1/runs/{run}/{verb}").status_code in (200, 202)
        over = ended(client, run)
        assert over["status"] == "succeeded", over
        assert over["credits"]["captured"] == 4 * PRICE
    assert verdict(Evidence(program.data, [run], vendor.log, kills=2)) == []
