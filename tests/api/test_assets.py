"""Pictures go in, come out whole, in part and small, and belong to somebody."""

import asyncio
import io
from urllib.parse import quote

import httpx2
import pytest
from httpx2 import AsyncClient
from PIL import Image

from tests.support.pictures import picture
from tests.support.served import Server

pytestmark = pytest.mark.anyio


async def uploaded(api: AsyncClient, data: bytes, name: str = "") -> dict[str, str]:
    answer = await api.post("/v1/assets", params={"name": name}, content=data)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_picture_goes_in_and_comes_out_the_same(server: Server, api: AsyncClient) -> None:
    data = picture(40, 30)
    answer = await api.post("/v1/assets?name=Sky.png", content=data)
    assert answer.status_code == 201
    asset = answer.json()
    assert answer.headers["location"] == f"/v1/assets/{asset['id']}"
    assert asset["url"] == f"{server.url}/v1/assets/{asset['id']}/content"
    facts = {"type": "image", "mime": "image/png", "width": 40, "height": 30}
    assert facts.items() <= asset.items()
    assert (asset["name"], asset["bytes"]) == ("Sky.png", len(data))
    assert (await api.get(f"/v1/assets/{asset['id']}")).json() == asset
    assert (await api.get(asset["url"])).content == data


async def test_a_form_and_a_header_name_the_file_too(api: AsyncClient) -> None:
    form = await api.post("/v1/assets", files={"file": ("Été.png", picture(), "image/png")})
    assert form.status_code == 201
    assert form.json()["name"] == "Été.png"
    header = await api.post(
        "/v1/assets", content=picture(), headers={"X-Filename": quote("Été.png")}
    )
    assert header.json()["name"] == "Été.png"


async def test_a_form_without_a_file_says_so(api: AsyncClient) -> None:
    for files in ({"picture": ("a.png", picture())}, {"file": (None, "text")}):
        answer = await api.post("/v1/assets", files=files)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "file"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 422),
        (b"just text", 415),
        (b'{"filepath": "/etc/passwd"}', 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", 415),
        (b"%PDF-1.7", 415),
        (picture()[:60], 422),
    ],
)
async def test_what_is_no_picture_is_refused(api: AsyncClient, data: bytes, status: int) -> None:
    answer = await api.post("/v1/assets", content=data, headers={"Content-Type": "image/png"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


async def test_a_picture_is_served_as_nothing_but_a_picture(api: AsyncClient) -> None:
    asset = await uploaded(api, picture(), "x.html")
    answer = await api.get(asset["url"])
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "private" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        'quo"te\\.png',
        "new\r\nX-Evil: 1.png",
        "../../etc/passwd.png",
        "\u202egnp.exe.png",
        "日本 🏔️.png",
        "n\u0303.png",
        "a" * 300 + ".png",
        "CON",
    ],
)
async def test_any_name_is_saved_under_and_none_does_harm(api: AsyncClient, name: str) -> None:
    asset = await uploaded(api, picture(), name)
    answer = await api.get(f"{asset['url']}?download=1")
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert "x-evil" not in answer.headers
    assert not set(asset["name"]) & set("\r\n/\\\u202e") or name.startswith('quo"')
    assert f"filename*=UTF-8''{quote(asset['name'], safe='')}" in disposition


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, None),
        ("bytes=-5", -5, None),
        ("bytes=5-100000000", 5, None),
    ],
)
async def test_a_part_can_be_had(
    api: AsyncClient, asked: str, first: int, last: int | None
) -> None:
    data = picture(200, 200)
    asset = await uploaded(api, data)
    answer = await api.get(asset["url"], headers={"Range": asked})
    wanted = data[first:] if last is None else data[first : last + 1]
    assert answer.status_code == 206
    assert answer.content == wanted
    start = first % len(data)
    end = start + len(wanted) - 1
    assert answer.headers["content-range"] == f"bytes {start}-{end}/{len(data)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=9-2", "items=0-1", "bytes=", "bytes=-"])
async def test_a_range_that_is_not_understood_gets_the_whole(api: AsyncClient, asked: str) -> None:
    data = picture()
    asset = await uploaded(api, data)
    answer = await api.get(asset["url"], headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, data)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
async def test_a_range_outside_of_the_file_is_refused(api: AsyncClient, asked: str) -> None:
    data = picture()
    asset = await uploaded(api, data)
    answer = await api.get(asset["url"], headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(data)}"


async def test_what_the_caller_has_is_not_sent_again(api: AsyncClient) -> None:
    asset = await uploaded(api, picture())
    tag = (await api.get(asset["url"])).headers["etag"]
    again = await api.get(asset["url"], headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = await api.get(asset["url"], headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    changed = await api.get(asset["url"], headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert changed.status_code == 200


async def test_thumbnails_are_small_and_made_once(api: AsyncClient) -> None:
    asset = await uploaded(api, picture(2000, 1000))
    first = await api.get(f"{asset['url']}?w=300")
    assert first.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(first.content)).size == (320, 160)
    again = await api.get(f"{asset['url']}?w=320")
    assert again.content == first.content
    widest = await api.get(f"{asset['url']}?w=9999")
    assert Image.open(io.BytesIO(widest.content)).size == (1280, 640)


async def test_a_small_picture_is_its_own_thumbnail(api: AsyncClient) -> None:
    data = picture(100, 50)
    asset = await uploaded(api, data)
    assert (await api.get(f"{asset['url']}?w=160")).content == data


async def test_a_browser_that_cannot_show_the_format_gets_a_thumbnail(api: AsyncClient) -> None:
    file = io.BytesIO()
    Image.new("RGB", (100, 50)).save(file, "TIFF")
    asset = await uploaded(api, file.getvalue())
    assert (await api.get(f"{asset['url']}?w=160")).headers["content-type"] == "image/webp"


async def test_another_workspaces_picture_looks_like_none(server: Server, api: AsyncClient) -> None:
    asset = await uploaded(api, picture())
    async with server.stranger() as stranger:
        assert (await stranger.get("/v1/assets")).json()["items"] == []
        for method, tail in (("GET", ""), ("GET", "/content"), ("DELETE", "")):
            foreign = await stranger.request(method, f"/v1/assets/{asset['id']}{tail}")
            unknown = await stranger.request(method, f"/v1/assets/asset_none{tail}")
            assert foreign.status_code == unknown.status_code == 404
            assert foreign.content == unknown.content
    assert (await api.get(asset["url"])).status_code == 200


async def test_a_deleted_picture_is_gone(api: AsyncClient) -> None:
    kept, gone = await uploaded(api, picture()), await uploaded(api, picture())
    assert (await api.delete(f"/v1/assets/{gone['id']}")).status_code == 204
    assert (await api.get(gone["url"])).status_code == 404
    assert (await api.delete(f"/v1/assets/{gone['id']}")).status_code == 404
    assert (await api.get(kept["url"])).status_code == 200
    assert [asset["id"] for asset in (await api.get("/v1/assets")).json()["items"]] == [kept["id"]]


async def test_a_repeated_upload_is_one_picture(api: AsyncClient) -> None:
    once, data = {"Idempotency-Key": "upload-1"}, picture()
    first = await api.post("/v1/assets?name=a.png", content=data, headers=once)
    form = {"file": ("a.png", data)}
    again = await api.post("/v1/assets?name=a.png", files=form, headers=once)
    assert (again.status_code, again.content) == (201, first.content)
    other = await api.post("/v1/assets?name=a.png", content=picture(9, 9), headers=once)
    assert other.status_code == 422
    assert len((await api.get("/v1/assets")).json()["items"]) == 1


async def test_too_large_a_file_is_refused_before_it_is_read(
    server: Server, api: AsyncClient
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(server.url).port)
    head = (
        "POST /v1/assets HTTP/1.1",
        f"Host: {httpx2.URL(server.url).netloc.decode()}",
        f"Authorization: {api.headers['authorization']}",
        f"Content-Length: {5 * 1024**3}",
    )
    writer.write("\r\n".join([*head, "", ""]).encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()
    await writer.wait_closed()
