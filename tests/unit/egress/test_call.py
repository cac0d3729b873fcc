"""Calling a server with a body, within the same bounds as fetching from it."""

import asyncio

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from headrace.egress import Egress, Patience
from headrace.kernel.errors import Invalid, TooLarge, TryAgain

pytestmark = pytest.mark.anyio

ALLOWED = "127.0.0.1,localhost"


@pytest.mark.parametrize("status", [200, 302, 404, 500])
async def test_whatever_is_answered_is_handed_on(httpserver: HTTPServer, status: int) -> None:
    def answer(request: Request) -> Response:
        headers = {"Location": "/elsewhere", "Content-Type": "Text/Plain; charset=utf-8"}
        return Response(request.get_data() + b"!", status, headers)

    httpserver.expect_request("/", method="POST").respond_with_handler(answer)
    answered = await Egress(ALLOWED).call(
        "POST", httpserver.url_for("/"), headers={"X-Asked": "yes"}, content=b"hello"
    )
    assert (answered.status, answered.data, answered.mime) == (status, b"hello!", "text/plain")
    assert [request.headers["X-Asked"] for request, _ in httpserver.log] == ["yes"]


async def test_a_private_address_is_not_called(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"")
    with pytest.raises(Invalid) as refused:
        await Egress().call("POST", httpserver.url_for("/"), content=b"secret")
    assert (refused.value.code, httpserver.log) == ("egress.https_only", [])
    assert (await Egress(ALLOWED).call("POST", httpserver.url_for("/"))).status == 200


@pytest.mark.parametrize("status", [200, 500])
async def test_more_than_the_limit_is_not_read(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/").respond_with_data(b"x" * 5000, status=status)
    egress, url = Egress(ALLOWED), httpserver.url_for("/")
    with pytest.raises(TooLarge):
        await egress.call("POST", url, limit=4999)
    assert len((await egress.call("POST", url, limit=5000)).data) == 5000


@pytest.mark.parametrize(
    ("patience", "slow"),
    [(Patience(0.2, 30), True), (Patience(30, 0.2), True), (Patience(30, 30), False)],
)
async def test_each_call_has_its_own_patience(patience: Patience, slow: bool) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.5)
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        calling = Egress(ALLOWED, idle=10, total=10).call("POST", url, patience=patience)
        if slow:
            with pytest.raises(TryAgain) as refused:
                await calling
            assert refused.value.code == "egress.too_slow"
            await asyncio.sleep(0.6)
        else:
            assert (await calling).status == 204


async def test_a_server_that_hangs_up_can_be_tried_again() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with pytest.raises(TryAgain) as refused:
            await Egress(ALLOWED).call("POST", url)
    assert refused.value.code == "egress.unreachable"
