"""A vendor's key goes to the vendor and nowhere else."""

from pathlib import Path

import httpx2
import psycopg
import pytest
from psycopg import sql
from structlog.testing import capture_logs

from headrace.testing.conduct import Conduct
from headrace.testing.vendor import Vendor
from tests.api.models.conftest import KEY
from tests.api.models.vocabulary import Admin, writing
from tests.support.served import Server

pytestmark = pytest.mark.anyio

OTHER = "sk-canary-rejected-9f3b"


@pytest.fixture
def overheard(workshop: httpx2.AsyncClient) -> list[bytes]:
    """Everything the server answers."""
    answers: list[bytes] = []

    async def listen(answer: httpx2.Response) -> None:
        answers.append(await answer.aread())

    workshop.event_hooks["response"].append(listen)
    return answers


async def test_a_key_never_comes_back(
    workshop: httpx2.AsyncClient,
    overheard: list[bytes],
    working: Server,
    vendor: Vendor,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    admin = Admin(workshop)
    with capture_logs() as logs:
        await admin.connects(vendor)
        await admin.tries_to_connect(vendor, name="again", key=OTHER)
        await admin.tries_to_connect(vendor, key=f"{KEY} with a space")
        await workshop.patch("/v1/providers/local", json={"key": KEY, "colour": 1})
        await workshop.patch("/v1/providers/local", json={"key": OTHER})
        for path in ("/v1/providers", "/v1/providers/local", "/v1/models"):
            await workshop.get(path)
        await workshop.post("/v1/providers/local/test")
        flow = await admin.publishes(writing())
        echo = Conduct(status=400, words=f"Bad key {KEY}")
        vendor.script.add("Refused", echo)
        vendor.script.add("Down", *[Conduct(status=401, words=f"Not {KEY}")] * 2)
        for prompt in ("Fine", "Refused", "Down"):
            run = await admin.runs(flow["id"], prompt=prompt)
            await workshop.get(f"/v1/runs/{run['id']}/events")
        vendor.key = "another"
        await workshop.post("/v1/providers/local/test")
        run = await admin.runs(flow["id"], prompt="Now it is wrong")
        assert run["error"]["code"] == "provider.key_refused"
        await workshop.get(f"/v1/runs/{run['id']}/events")

    said = b"\n".join(overheard).decode("utf-8", "replace")
    written = capfd.readouterr()
    stored = await everything_in(working.house.database.url)
    assert "Bad key …" in said
    assert "provider.key_refused" in stored
    for key in (KEY, OTHER):
        for place in (said, str(logs), written.out, written.err, stored):
            assert key not in place
        assert not any(key.encode() in content for content in contents_of(tmp_path))


def contents_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def everything_in(url: str) -> str:
    """Every row of every table, as text."""
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    async with await psycopg.AsyncConnection.connect(plain) as connection:
        tables = await connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        found: list[str] = []
        for (table,) in await tables.fetchall():
            query = sql.SQL("SELECT row::text FROM {} AS row").format(sql.Identifier(table))
            found += [row[0] for row in await (await connection.execute(query)).fetchall()]
        return "\n".join(found)
