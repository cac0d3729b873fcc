"""A media field takes an asset, an address or the bytes themselves."""

import base64
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from headrace.assets.accept import accept
from headrace.assets.delete import delete
from headrace.assets.model import Kept
from headrace.blobs import open_blobs
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.graph.values import Json, Kind
from headrace.kernel.actor import Actor
from headrace.kernel.errors import HeadraceError, Invalid, Unsupported
from headrace.media.studio import Studio
from tests.support.people import new_workspace
from tests.support.pictures import picture

pytestmark = pytest.mark.anyio

Take = Callable[..., Awaitable[Kept]]


@pytest.fixture
async def boss(database: Database) -> Actor:
    return await new_workspace(database)


@pytest.fixture
async def take(database: Database, boss: Actor, tmp_path: Path) -> AsyncGenerator[Take]:
    """Accepts on behalf of the boss, who may fetch from 127.0.0.1."""
    blobs = open_blobs(str(tmp_path))
    studio = Studio(blobs.get, children=1)
    egress = Egress("127.0.0.1")

    async def take(raw: Json, kind: Kind = "image", actor: Actor = boss) -> Kept:
        return await accept(database, actor, studio, blobs, egress, kind, raw)

    yield take
    await studio.close()


def data_url(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


async def test_bytes_in_the_answer_become_an_asset(take: Take) -> None:
    kept = await take(data_url(picture(40, 30)))
    assert (kept.mime, kept.width, kept.height) == ("image/png", 40, 30)


async def test_an_asset_is_taken_by_its_id(take: Take) -> None:
    kept = await take(data_url(picture()))
    assert await take(kept.id) == kept
    assert await take({"asset": kept.id, "url": "ignored"}) == kept
    assert await take(kept.id, kind="any") == kept


async def test_a_picture_is_fetched_from_an_address(take: Take, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/sky.png").respond_with_data(picture(40, 30))
    kept = await take(httpserver.url_for("/sky.png?size=large"))
    assert (kept.name, kept.width) == ("sky.png", 40)


async def test_an_address_that_the_operator_did_not_allow_is_refused(take: Take) -> None:
    with pytest.raises(Invalid):
        await take("http://10.0.0.1/sky.png")


async def test_an_address_of_something_else_is_refused(take: Take, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("<html>", content_type="image/png")
    with pytest.raises(Unsupported):
        await take(httpserver.url_for("/"))


async def test_a_deleted_asset_is_not_taken(take: Take, database: Database, boss: Actor) -> None:
    kept = await take(data_url(picture()))
    async with database.work(boss) as work:
        await delete(work, kept.id)
    with pytest.raises(Invalid) as refusal:
        await take(kept.id)
    assert refusal.value.code == "asset.not_found"


async def test_another_workspaces_asset_looks_like_none(take: Take, database: Database) -> None:
    kept = await take(data_url(picture()))
    stranger = await new_workspace(database)
    refusals: list[tuple[str, str]] = []
    for asset in (kept.id, "asset_none"):
        with pytest.raises(Invalid) as refusal:
            await take(asset, actor=stranger)
        refusals.append((refusal.value.code, refusal.value.message))
    assert refusals[0] == refusals[1]


async def test_another_kind_of_media_is_refused(take: Take) -> None:
    kept = await take(data_url(picture()))
    with pytest.raises(Invalid) as refusal:
        await take(kept.id, kind="video")
    assert refusal.value.message == "This takes a video; an image was given."
    with pytest.raises(Invalid, match="a video"):
        await take(data_url(picture()), kind="video")


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "  ",
        7,
        [],
        {},
        {"asset": 7},
        "file:///etc/passwd",
        "../../etc/passwd",
        "data:image/png;base64",
        "data:image/png;base64,%%%",
        "data:,",
        "data:text/plain,hello",
        data_url(picture()[:50]),
    ],
    ids=lambda raw: str(raw)[:24],
)
async def test_anything_else_is_refused_in_words(take: Take, raw: Json) -> None:
    with pytest.raises(HeadraceError) as refusal:
        await take(raw)
    assert isinstance(refusal.value, Invalid | Unsupported)
    assert refusal.value.message.endswith(".")
