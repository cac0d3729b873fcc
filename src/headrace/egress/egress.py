"""Calling somebody else's server, within bounds."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property

import httpx2

from headrace.egress.addresses import parse_allowed
from headrace.egress.connect import Resolve, resolve
from headrace.egress.transport import GuardedTransport
from headrace.kernel.errors import Invalid, TooLarge, TryAgain

MEGABYTE = 1024 * 1024
_LIMIT = 64 * MEGABYTE
_IDLE = 10.0
_TOTAL = 120.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a byte, and seconds altogether, after which a server is left."""

    idle: float = _IDLE
    total: float = _TOTAL


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered, whatever it was. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)

    @property
    def mime(self) -> str:
        return _mime(self.headers)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes behind an address and what their server calls them; believe only the bytes."""

    data: bytes
    mime: str


class Egress:
    """Calls public addresses over https, and those the operator allows over http too.

    `allow` is the operator's list: hosts, addresses and networks, comma-separated.
    """

    def __init__(
        self,
        allow: str = "",
        *,
        resolver: Resolve = resolve,
        idle: float = _IDLE,
        total: float = _TOTAL,
    ) -> None:
        self._allowed = parse_allowed(allow)
        self._resolver = resolver
        self._patience = Patience(idle, total)

    def client(self, patience: Patience | None = None) -> httpx2.AsyncClient:
        """A client whose every connection is guarded. Close it after use."""
        idle = (patience or self._patience).idle
        return httpx2.AsyncClient(
            transport=GuardedTransport(self._allowed, self._resolver, self._tls),
            timeout=httpx2.Timeout(idle, connect=min(idle, _IDLE)),
            trust_env=False,
            follow_redirects=False,
            # A small compressed answer may unfold to more memory than there is.
            headers={"Accept-Encoding": "identity", "User-Agent": "Headrace"},
        )

    async def fetch(self, url: str, *, limit: int = _LIMIT) -> Fetched:
        """What a GET answers, at most `limit` bytes.

        Raises `Invalid` for an address that may not be called, does not answer well or
        redirects, and `TooLarge` for more bytes than the limit.
        """
        try:
            async with self._asking("GET", url, {}, b"", self._patience) as answer:
                _check(answer, limit)
                data = await _read(answer, limit)
        except TryAgain as error:
            raise Invalid(error.code, error.message) from None
        return Fetched(data, _mime(answer.headers))

    async def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        limit: int = _LIMIT,
        patience: Patience | None = None,
    ) -> Answered:
        """Whatever is answered, errors and redirects too, at most `limit` bytes.

        Raises `Invalid` for an address that may not be called, `TooLarge` for more bytes than
        the limit, and `TryAgain` for a server that is not reached, is too slow or hangs up.
        """
        asked = patience or self._patience
        async with self._asking(method, url, headers or {}, content, asked) as answer:
            _check_size(answer, limit)
            data = await _read(answer, limit)
        return Answered(answer.status_code, dict(answer.headers), data)

    @asynccontextmanager
    async def _asking(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes,
        patience: Patience,
    ) -> AsyncGenerator[httpx2.Response]:
        address = _parsed(url)
        try:
            async with (
                asyncio.timeout(patience.total),
                self.client(patience) as client,
                client.stream(method, address, headers=headers, content=content) as answer,
            ):
                yield answer
        except (TimeoutError, httpx2.TimeoutException):
            raise TryAgain(
                "egress.too_slow", "That address takes too long to answer. Try another."
            ) from None
        except httpx2.HTTPError as error:
            raise TryAgain(
                "egress.unreachable",
                "That address cannot be reached. Check it for typing errors.",
                detail=str(error),
            ) from None

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()


def _parsed(url: str) -> httpx2.URL:
    try:
        address = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        raise _bad_address() from None
    if address.scheme not in ("https", "http") or not address.host or address.userinfo:
        raise _bad_address()
    return address


def _check(answer: httpx2.Response, limit: int) -> None:
    if answer.is_redirect or answer.has_redirect_location:
        raise Invalid(
            "egress.redirected",
            "That address leads on to another. Open it in a browser and copy where it ends.",
        )
    if not answer.is_success:
        raise Invalid(
            "egress.refused",
            f"That address answers with an error ({answer.status_code}). Can everybody open it?",
        )
    _check_size(answer, limit)


def _check_size(answer: httpx2.Response, limit: int) -> None:
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise Invalid("egress.encoded", "That address sends compressed data. Use another one.")
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise _too_large(limit)


async def _read(answer: httpx2.Response, limit: int) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_raw():
        data += piece
        if len(data) > limit:
            raise _too_large(limit)
    return bytes(data)


def _mime(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        "egress.too_large", f"What is behind that address is larger than {limit // MEGABYTE} MB."
    )


def _bad_address() -> Invalid:
    return Invalid(
        "egress.bad_address", "Use a full address such as https://example.com/photo.jpg."
    )
