"""Calls of a vendor: tried again, counted, paced, given up, and never paid for twice."""

import time
from datetime import datetime
from typing import Any

import httpx2
import pytest

from headrace.testing.conduct import Conduct
from headrace.testing.vendor import Vendor
from tests.api.models.vocabulary import Admin, writing
from tests.support.events import events_of, steps_done
from tests.support.working import text_flow

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(workshop: httpx2.AsyncClient, vendor: Vendor) -> Admin:
    """Somebody who has connected the vendor as *local*; a text costs 3 credits."""
    admin = Admin(workshop)
    await admin.connects(vendor)
    await admin.prices("local/writer-1", 3)
    return admin


MANY = text_flow(
    [
        {"id": "words", "type": "list"},
        {"id": "pen", "type": "text.generate", "values": {"model": "local/writer-1"}},
    ],
    ["words.items > pen.prompt"],
    "pen.text",
    {"words": "words.items"},
)


def asked(vendor: Vendor) -> list[dict[str, Any]]:
    return [call for call in vendor.calls if call.get("once")]


async def begins(admin: Admin, flow: str, inputs: dict[str, Any], **more: Any) -> str:
    answer = await admin.client.post(f"/v1/flows/{flow}/runs", json={"inputs": inputs} | more)
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


async def ends(admin: Admin, run: str) -> dict[str, Any]:
    return (await admin.client.get(f"/v1/runs/{run}", headers={"Prefer": "wait=60"})).json()


async def test_a_busy_vendor_is_asked_again_when_it_said(admin: Admin, vendor: Vendor) -> None:
    vendor.script.add("Hi", Conduct(status=429, retry_after="1"), Conduct(status=500))
    flow = (await admin.publishes(writing()))["id"]
    run = await admin.runs(flow, prompt="Hi")
    assert run["status"] == "succeeded", run
    assert run["credits"]["captured"] == 3
    first, second, third = asked(vendor)
    assert second["at"] - first["at"] >= 1
    assert third["at"] > second["at"]
    assert {call["once"] for call in asked(vendor)} == {f"{run['id']}:pen#0@1"}
    kinds = [event["kind"] for event in await events_of(admin.client, run["id"])]
    assert kinds.count("step.postponed") == 2


async def test_a_node_may_be_tried_once_only(admin: Admin, vendor: Vendor) -> None:
    vendor.script.always("Hi", Conduct(status=503))
    document = writing()
    document["nodes"][0]["attempts"] = 1
    run = await admin.runs((await admin.publishes(document))["id"], prompt="Hi")
    assert (run["status"], len(asked(vendor))) == ("failed", 1)
    assert run["credits"] == {"quoted": 3, "captured": 0, "released": 3}


async def test_a_node_that_takes_longer_than_it_may_fails(admin: Admin, vendor: Vendor) -> None:
    vendor.script.always("Hi", Conduct(delay=5))
    document = writing()
    document["nodes"][0]["timeout"] = 0.5
    run = await admin.runs((await admin.publishes(document))["id"], prompt="Hi")
    assert (run["status"], run["error"]["code"]) == ("failed", "step.too_slow")
    assert run["credits"]["captured"] == 0


async def test_what_was_paid_for_is_not_paid_again(admin: Admin, vendor: Vendor) -> None:
    flow = (await admin.publishes(MANY))["id"]
    await admin.runs(flow, words=["a", "b"])
    quote = await admin.client.post(
        f"/v1/flows/{flow}/quote", json={"inputs": {"words": ["a", "b", "c"]}}
    )
    assert (quote.json()["credits"], quote.json()["at_most"]) == (3, 3)
    more = await admin.runs(flow, words=["a", "b", "c"])
    assert more["credits"] == {"quoted": 3, "captured": 3, "released": 0}
    assert sorted(call["prompt"] for call in asked(vendor)) == ["a", "b", "c"]


async def test_no_more_calls_at_once_than_the_provider_takes(admin: Admin, vendor: Vendor) -> None:
    answer = await admin.client.patch("/v1/providers/local", json={"concurrency": 2})
    assert answer.status_code == 200, answer.text
    vendor.script.always("", Conduct(delay=0.1))
    flow = (await admin.publishes(MANY))["id"]
    run = await admin.runs(flow, words=[f"word {n}" for n in range(12)])
    assert run["status"] == "succeeded"
    assert vendor.most_at_once == 2


async def test_no_more_calls_a_minute_than_the_provider_takes(admin: Admin, vendor: Vendor) -> None:
    await admin.client.patch("/v1/providers/local", json={"per_minute": 120})
    flow = (await admin.publishes(MANY))["id"]
    run = await admin.runs(flow, words=[f"word {n}" for n in range(5)])
    assert run["status"] == "succeeded"
    begun = datetime.fromisoformat(run["created_at"]).timestamp()
    for place, moment in enumerate(sorted(call["at"] for call in asked(vendor))):
        assert moment >= begun + place * 0.5


async def test_some_fail_and_the_others_are_paid(admin: Admin, vendor: Vendor) -> None:
    vendor.script.always("bad", Conduct(status=400, code="content_policy_violation"))
    flow = (await admin.publishes(MANY))["id"]
    words = ["bad" if n % 5 == 0 else f"word {n}" for n in range(20)]
    run = await admin.runs(flow, words=words)
    assert run["status"] == "succeeded_with_errors"
    assert run["credits"] == {"quoted": 60, "captured": 48, "released": 12}


async def test_a_failed_run_pays_only_for_the_rest(admin: Admin, vendor: Vendor) -> None:
    vendor.script.add("b", Conduct(status=401))
    flow = (await admin.publishes(MANY))["id"]
    run = await admin.runs(flow, words=["a", "b", "c"])
    assert (run["status"], run["credits"]["captured"]) == ("succeeded_with_errors", 6)
    resumed = await admin.client.post(f"/v1/runs/{run['id']}/resume", headers={"Prefer": "wait=30"})
    assert resumed.json()["status"] == "succeeded", resumed.text
    assert resumed.json()["credits"] == {"quoted": 9, "captured": 9, "released": 0}
    assert sorted(call["prompt"] for call in asked(vendor)) == ["a", "b", "b", "c"]


async def test_cancelling_ends_a_long_call_at_once_and_costs_nothing(
    admin: Admin, vendor: Vendor
) -> None:
    vendor.script.always("Hi", Conduct(delay=60))
    flow = (await admin.publishes(writing()))["id"]
    before = await admin.balance()
    run = await begins(admin, flow, {"prompt": "Hi"})
    while vendor.state()["at_once"] == 0:
        await admin.client.get(f"/v1/runs/{run}")
    started = time.monotonic()
    cancelled = await admin.client.post(f"/v1/runs/{run}/cancel")
    assert cancelled.json()["status"] == "cancelled"
    other = await admin.runs((await admin.publishes(MANY))["id"], words=["quick"])
    assert other["status"] == "succeeded"
    assert time.monotonic() - started < 10
    assert await admin.balance() == before - 3


async def test_a_cancelled_run_goes_on_when_it_is_resumed(admin: Admin, vendor: Vendor) -> None:
    vendor.script.add("c", Conduct(delay=60))
    flow = (await admin.publishes(MANY))["id"]
    run = await begins(admin, flow, {"words": ["a", "b", "c"]})
    found: dict[str, Any] = {"results": {"out": []}}
    while len(found["results"]["out"]) < 2:
        found = (await admin.client.get(f"/v1/runs/{run}")).json()
    await admin.client.post(f"/v1/runs/{run}/cancel")
    resumed = await admin.client.post(f"/v1/runs/{run}/resume", headers={"Prefer": "wait=30"})
    assert resumed.json()["status"] == "succeeded", resumed.text
    assert resumed.json()["credits"]["captured"] == 9
    behind = await steps_done(admin.client, run)
    assert "pen" in behind
    assert sorted(call["prompt"] for call in asked(vendor)) == ["a", "b", "c", "c"]


async def test_a_run_over_its_ceiling_asks_before_it_costs_anything(
    admin: Admin, vendor: Vendor
) -> None:
    flow = (await admin.publishes(MANY))["id"]
    before = await admin.balance()
    words = {"words": ["a", "b", "c"]}
    yes, no = [await begins(admin, flow, words, max_credits=5) for _ in range(2)]
    waiting = (await admin.client.get(f"/v1/runs/{yes}")).json()
    assert waiting["status"] == "waiting"
    (question,) = waiting["questions"]
    assert (question["asks"], question["credits"], question["max_credits"]) == ("budget", 9, 5)
    assert await admin.balance() == before
    assert asked(vendor) == []
    await admin.client.post(f"/v1/runs/{no}/answer", json={"answer": False})
    assert (await ends(admin, no))["status"] == "cancelled"
    too_little = await admin.client.post(f"/v1/runs/{yes}/answer", json={"answer": 8})
    assert too_little.status_code == 422
    await admin.client.post(f"/v1/runs/{yes}/answer", json={"answer": True})
    over = await ends(admin, yes)
    assert (over["status"], over["credits"]["captured"]) == ("succeeded", 9)


async def test_a_run_within_its_ceiling_does_not_ask(admin: Admin) -> None:
    flow = (await admin.publishes(MANY))["id"]
    run = await begins(admin, flow, {"words": ["a"]}, max_credits=3)
    assert (await ends(admin, run))["status"] == "succeeded"
