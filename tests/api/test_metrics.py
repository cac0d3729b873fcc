"""What Prometheus is told, and who may ask."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from headrace.kernel.ids import is_id
from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.served import Server, house_on, serving
from tests.support.working import Person

pytestmark = pytest.mark.anyio


async def numbers(client: httpx2.AsyncClient) -> dict[str, float]:
    """Every sample by its name and labels, as it is written."""
    answer = await client.get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


async def test_a_run_leaves_its_traces(working: Server, workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(PRODUCT_CARD)
    run = await someone.runs(flow["id"], photo=await someone.uploads(picture()))
    await workshop.get(f"/v1/runs/{run['id']}")
    await workshop.head(f"/v1/runs/{run['id']}")
    await workshop.get("/nothing")
    await workshop.get("/")
    async with working.nobody() as prometheus:
        told = await numbers(prometheus)
    assert told['headrace_runs{status="succeeded"}'] == 1
    assert told['headrace_pass_seconds_count{node_type="image.convert@1"}'] == 1
    assert told["headrace_workers"] == 1
    assert told["headrace_credits_held"] == 0
    assert told["headrace_oldest_ready_seconds"] == 0
    assert told["headrace_media_processes_most"] == 1
    assert told["headrace_media_processes_busy"] == 0
    assert told["headrace_database_connections_most"] == 20
    assert told["process_resident_memory_bytes"] > 10_000_000
    assert "headrace_events_total" in told
    requests = "headrace_requests_total"
    assert told[f'{requests}{{method="GET",route="/v1/runs/{{run}}",status="200"}}'] == 2
    assert told[f'{requests}{{method="GET",route="none",status="404"}}'] == 1
    assert told[f'{requests}{{method="GET",route="pages",status="200"}}'] == 1
    assert told['headrace_request_seconds_count{method="POST",route="/v1/assets"}'] == 1


async def test_numbers_tell_nothing_of_anybody(
    working: Server, workshop: httpx2.AsyncClient
) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(PRODUCT_CARD)
    await someone.runs("product-card", photo=await someone.uploads(picture()))
    await workshop.get(f"/flows/{flow['slug']}/{working.boss.workspace}")
    await workshop.request("SECRET", "/v1/me")
    async with working.nobody() as prometheus:
        text = (await prometheus.get("/metrics")).text
    for private in ("Home", "product-card", working.boss.workspace, flow["id"], "SECRET", "hr_"):
        assert private not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Real-IP": "127.0.0.1"},
    ],
)
async def test_who_comes_through_a_proxy_is_not_from_this_machine(
    nobody: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await nobody.get("/metrics", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "metrics.closed")
    assert (await nobody.get("/metrics")).status_code == 200


@pytest.fixture
async def guarded(
    database_url: str, tmp_path: Path, anyio_backend: str
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A caller of a house whose metrics ask for a token."""
    async with (
        house_on(database_url, tmp_path) as house,
        serving(replace(house, metrics_token="s3cret")) as url,
        httpx2.AsyncClient(base_url=url) as client,
    ):
        yield client


async def test_with_a_token_only_who_has_it_is_let_in(guarded: httpx2.AsyncClient) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic s3cret"}):
        assert (await guarded.get("/metrics", headers=headers)).status_code == 401
    right = {"Authorization": "Bearer s3cret", "X-Forwarded-For": "203.0.113.9"}
    assert (await guarded.get("/metrics", headers=right)).status_code == 200


async def test_the_database_is_asked_once_for_many(server: Server) -> None:
    async with server.nobody() as first, server.nobody() as second, server.client() as someone:
        before = await numbers(first)
        await Person(someone).publishes(PRODUCT_CARD)
        after = await numbers(second)
    told = [name for name in before if name.startswith("headrace_events")]
    assert [after[name] for name in told] == [before[name] for name in told]
    assert not any(is_id(name, "run") for name in after)
