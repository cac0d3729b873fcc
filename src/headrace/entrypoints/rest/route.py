"""How every route reads a request: credentials first, then a limited, strict body."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.params import Form
from fastapi.routing import APIRoute

from headrace.entrypoints.rest.auth import has_credentials, not_signed_in
from headrace.entrypoints.rest.json_text import parse
from headrace.entrypoints.rest.open_routes import OPEN_ROUTES
from headrace.entrypoints.rest.refusal import Refusal
from headrace.kernel.errors import HeadraceError, TooLarge, Unsupported

MAX_JSON = 5 * 1024 * 1024


class LimitedRequest(Request):
    """A request whose body is refused as soon as it is known to be too long."""

    max_body = MAX_JSON

    async def stream(self) -> AsyncGenerator[bytes, None]:
        length = self.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self.max_body:
            raise Refusal(self._too_large())
        received = 0
        async for chunk in super().stream():
            received += len(chunk)
            if received > self.max_body:
                raise Refusal(self._too_large())
            yield chunk

    async def json(self) -> Any:
        try:
            return parse(await self.body())
        except HeadraceError as error:
            raise Refusal(error) from None

    def _too_large(self) -> TooLarge:
        return TooLarge("request.too_large", f"Send at most {self.max_body // 1024**2} MB.")


class DoorRoute(APIRoute):
    """The route class of this door."""

    request_class = LimitedRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        is_open = self.path in OPEN_ROUTES
        takes_json = self.body_field is not None and not isinstance(
            self.body_field.field_info, Form
        )

        async def handle(plain: Request) -> Response:
            request = self.request_class(plain.scope, plain.receive)
            if not is_open and not has_credentials(request):
                raise not_signed_in()
            if takes_json and _has_body(request) and not _is_json(request):
                raise Unsupported(
                    "request.not_json", "Send JSON, with “Content-Type: application/json”."
                )
            return await answer(request)

        return handle


def _has_body(request: Request) -> bool:
    headers = request.headers
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _is_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind.startswith("application/") and kind.endswith(("/json", "+json"))


def router(tag: str, route_class: type[DoorRoute] = DoorRoute) -> APIRouter:
    """A router of this door; its routes carry whole paths."""
    return APIRouter(route_class=route_class, tags=[tag])
