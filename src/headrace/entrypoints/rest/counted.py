"""Counts and times every request."""

import time

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headrace.house import House

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


class Counted:
    """Sees requests as routes see them: HEAD has become GET by then."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        counted = False

        def count(status: int) -> None:
            nonlocal counted
            if not counted:
                counted = True
                house: House = scope["app"].state.house
                # Callers make up methods; each would be a number of its own for ever.
                method = scope["method"] if scope["method"] in _METHODS else "other"
                house.meter.answered(_route(scope), method, status, time.perf_counter() - begun)

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                count(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        except Exception:
            count(500)
            raise


def _route(scope: Scope) -> str:
    """The route's template; all pages together, and all addresses that lead nowhere."""
    route: BaseRoute | None = scope.get("route")
    path = getattr(route, "path", None)
    return path if isinstance(path, str) else "pages" if "endpoint" in scope else "none"
