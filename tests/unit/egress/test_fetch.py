"""Fetching from a real server on loopback, and never reaching it where that is forbidden."""

import asyncio
import gzip
import ssl
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from headrace.egress import Egress
from headrace.kernel.errors import HeadraceError, Invalid, TooLarge
from tests.support.vectors import vectors

pytestmark = pytest.mark.anyio

ADDRESSES = vectors("addresses")
PICTURE = b"\x89PNG pretend"


class Resolver:
    """A name server that answers each question with the next of its answers, then the last."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def honeypot(httpserver: HTTPServer) -> Generator[HTTPServer]:
    """A server nobody may reach."""
    httpserver.expect_request("/").respond_with_data(b"secret")
    yield httpserver
    assert httpserver.log == []


async def code_of(egress: Egress, url: str) -> str:
    with pytest.raises(HeadraceError) as refusal:
        await egress.fetch(url)
    assert isinstance(refusal.value, Invalid | TooLarge)
    return refusal.value.code


async def test_an_allowed_server_is_fetched_from(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.png").respond_with_data(
        PICTURE, content_type="image/PNG; charset=binary"
    )
    fetched = await Egress("127.0.0.1,localhost").fetch(httpserver.url_for("/a.png"))
    assert fetched.data == PICTURE
    assert fetched.mime == "image/png"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ADDRESSES["this_machine"])
async def test_no_spelling_of_this_machine_is_reached(
    honeypot: HTTPServer, scheme: str, host: str
) -> None:
    code = await code_of(Egress(), f"{scheme}://{host}:{honeypot.port}/")
    assert code in {
        "egress.not_public",
        "egress.https_only",
        "egress.unreachable",
        "egress.bad_address",
    }


@pytest.mark.parametrize("address", ADDRESSES["not_public"])
async def test_a_name_that_leads_to_a_closed_address_is_refused(address: str) -> None:
    assert await code_of(Egress(resolver=Resolver([address])), "https://example.com/") == (
        "egress.not_public"
    )


async def test_one_closed_answer_among_public_ones_is_enough_to_refuse() -> None:
    resolver = Resolver(["93.184.216.34", "10.0.0.1"])
    assert await code_of(Egress(resolver=resolver), "https://example.com/") == "egress.not_public"


async def test_a_name_is_resolved_once_so_it_cannot_change_its_mind(honeypot: HTTPServer) -> None:
    resolver = Resolver(["192.0.2.7"], ["127.0.0.1"])
    egress = Egress("192.0.2.7", resolver=resolver, idle=0.3)
    code = await code_of(egress, f"http://rebinding.test:{honeypot.port}/")
    assert code in {"egress.too_slow", "egress.unreachable"}
    assert resolver.asked == 1


async def test_each_new_connection_is_checked_anew(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"fine")
    egress = Egress("127.0.0.1", resolver=Resolver(["127.0.0.1"], ["127.0.0.2"]))
    url = f"http://rebinding.test:{httpserver.port}/"
    assert (await egress.fetch(url)).data == b"fine"
    assert await code_of(egress, url) == "egress.https_only"


@pytest.mark.parametrize("port", [22, 80, 6379, 8443])
async def test_a_public_host_is_called_on_the_usual_port_only(port: int) -> None:
    resolver = Resolver(["93.184.216.34"])
    assert await code_of(Egress(resolver=resolver), f"https://example.com:{port}/") == (
        "egress.not_public"
    )


async def test_plain_http_is_for_hosts_the_operator_named() -> None:
    resolver = Resolver(["93.184.216.34"])
    assert await code_of(Egress(resolver=resolver), "http://example.com/") == "egress.https_only"


@pytest.mark.parametrize(
    "url",
    ["", "example.com", "//example.com", "ftp://example.com/", "file:///etc/passwd", "https://",
     "https:///a.png", "data:text/plain,x", "gopher://127.0.0.1/", "https://[::1",
     "https://user:secret@example.com/", "https://exa mple.com/", "https://\x00/"],
)  # fmt: skip
async def test_what_is_no_full_web_address_is_refused(url: str) -> None:
    assert await code_of(Egress(resolver=Resolver(["93.184.216.34"])), url) in {
        "egress.bad_address",
        "egress.unreachable",
    }


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/moved").respond_with_data(
        status=status, headers={"Location": httpserver.url_for("/secret")}
    )
    assert await code_of(Egress("127.0.0.1,localhost"), httpserver.url_for("/moved")) == (
        "egress.redirected"
    )
    assert [request.path for request, _ in httpserver.log] == ["/moved"]


@pytest.mark.parametrize("status", [204, 400, 404, 500])
async def test_only_a_good_answer_counts(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/").respond_with_data(b"", status=status)
    egress = Egress("127.0.0.1,localhost")
    if status == 204:
        assert (await egress.fetch(httpserver.url_for("/"))).data == b""
    else:
        assert await code_of(egress, httpserver.url_for("/")) == "egress.refused"


@pytest.mark.parametrize("announced", [True, False])
async def test_more_than_the_limit_is_not_read(httpserver: HTTPServer, announced: bool) -> None:
    def answer(_: Request) -> Response:
        if announced:
            return Response(b"x" * 5000)
        return Response((b"x" * 100 for _ in range(10_000)), direct_passthrough=True)

    httpserver.expect_request("/").respond_with_handler(answer)
    egress, url = Egress("127.0.0.1,localhost"), httpserver.url_for("/")
    with pytest.raises(TooLarge):
        await egress.fetch(url, limit=4999)
    if announced:
        assert len((await egress.fetch(url, limit=5000)).data) == 5000


async def test_a_compressed_answer_is_refused_before_it_unfolds(httpserver: HTTPServer) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    httpserver.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    assert await code_of(Egress("127.0.0.1,localhost"), httpserver.url_for("/")) == "egress.encoded"


@asynccontextmanager
async def dripping(pause: float) -> AsyncGenerator[str]:
    """The address of a server that sends one byte, waits, and sends the next."""
    over = asyncio.Event()

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not over.is_set():
            writer.write(b"x")
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), pause)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        over.set()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(("pause", "idle", "total"), [(60, 0.3, 30), (0.05, 30, 0.3)])
async def test_a_server_that_stalls_or_drips_is_left(
    pause: float, idle: float, total: float
) -> None:
    async with asyncio.timeout(5), dripping(pause) as url:
        assert await code_of(Egress("127.0.0.1", idle=idle, total=total), url) == "egress.too_slow"


async def test_the_environment_names_no_proxy(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    httpserver.expect_request("/").respond_with_data(PICTURE)
    assert (await Egress("127.0.0.1,localhost").fetch(httpserver.url_for("/"))).data == PICTURE


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "certificate.pem", folder / "key.pem"


@pytest.mark.parametrize(
    ("host", "trusted", "reached"),
    [("vendor.test", True, True), ("vendor.test", False, False), ("other.test", True, False)],
)
async def test_the_certificate_must_be_trusted_and_name_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, trusted: bool, reached: bool
) -> None:
    public, private = certificate(tmp_path, "vendor.test")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(public, private)
    egress = Egress(host, resolver=Resolver(["127.0.0.1"]))
    with HTTPServer("127.0.0.1", 0, ssl_context=tls) as server:
        server.expect_request("/").respond_with_data(PICTURE)
        url = f"https://{host}:{server.port}/"
        if reached:
            assert (await egress.fetch(url)).data == PICTURE
        else:
            assert await code_of(egress, url) == "egress.unreachable"
