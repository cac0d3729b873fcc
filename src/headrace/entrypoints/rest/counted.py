"""Counts, times and traces every request."""

import time

from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headrace.house import House
from headrace.trace import span_of_request

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


class Counted:
    """Sees requests as routes see them: HEAD has become GET by then."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        house: House = scope["app"].state.house
        begun = time.perf_counter()
        status = 0

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                seconds = time.perf_counter() - begun
                house.meter.answered(_route(scope), _method(scope), status, seconds)
            await send(message)

        with span_of_request(Headers(scope=scope)) as span:
            try:
                await self._app(scope, receive, send_counted)
            except Exception:
                if not status:
                    status = 500
                    seconds = time.perf_counter() - begun
                    house.meter.answered(_route(scope), _method(scope), status, seconds)
                raise
            finally:
                # The template and never the address: that may hold what opens a door.
                span.update_name(f"{_method(scope)} {_route(scope)}")
                span.set_attribute("http.response.status_code", status)
                if run := scope.get("path_params", {}).get("run"):
                    span.set_attribute("headrace.run", run)


def _method(scope: Scope) -> str:
    # Callers make up methods; each would be a number of its own for ever.
    return scope["method"] if scope["method"] in _METHODS else "other"


def _route(scope: Scope) -> str:
    """The route's template; all pages together, and all addresses that lead nowhere."""
    route: BaseRoute | None = scope.get("route")
    path = getattr(route, "path", None)
    return path if isinstance(path, str) else "pages" if "endpoint" in scope else "none"
