"""What is decided about every request before any route sees it."""

from collections.abc import Collection

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headrace.entrypoints.rest.auth import COOKIE
from headrace.entrypoints.rest.problems import problem, unforeseen

_SAFE = {"GET", "HEAD", "OPTIONS"}

_SECURITY_HEADERS = [
    (
        b"content-security-policy",
        (
            b"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            b"img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
            b"form-action 'self'; frame-ancestors 'none'"
        ),
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class Guard:
    """Knows its hosts, refuses other sites' browsers, and has the last word on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = answered = False

        async def send_safely(message: Message) -> None:
            nonlocal started, answered
            if message["type"] == "http.response.start":
                started = True
                own = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in _SECURITY_HEADERS if header[0] not in own),
                ]
            elif message["type"] == "http.response.body":
                answered = not message.get("more_body", False)
            await send(message)

        try:
            await (self._refusal(scope) or self._app)(scope, receive, send_safely)
        except Exception as error:
            if not started:
                await unforeseen(Request(scope), error)(scope, receive, send_safely)
            elif not answered:
                # Half an answer is told from a whole one only by the connection's end.
                raise

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if name_of_host(host) not in self._hosts:
            return problem(
                421,
                "request.unknown_host",
                "This server does not go by that name. Its operator can allow it.",
            )
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            return problem(
                422, "request.unprintable", "Remove the NUL characters from the address."
            )
        if scope["method"] not in _SAFE and not _same_site(headers, host):
            return problem(
                403,
                "request.foreign_origin",
                "A browser may only do this from this server's own pages.",
            )
        return None


def name_of_host(host: str) -> str:
    """The host without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _same_site(headers: Headers, host: str) -> bool:
    """Browsers add cookies by themselves and say where they come from; keys they never add."""
    if "authorization" in headers:
        return True
    origin = headers.get("origin")
    if origin is None:
        return f"{COOKIE}=" not in headers.get("cookie", "")
    scheme, _, rest = origin.partition("://")
    return scheme in ("http", "https") and rest.lower() == host.lower()
