"""The web client's pages and files, and the description of the API for people and programs."""

from functools import cache
from pathlib import Path

import orjson
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route

from headrace.entrypoints.rest.answers import JSON
from headrace.entrypoints.rest.bundle import File, read_bundle
from headrace.entrypoints.rest.open_routes import OPEN_PAGES
from headrace.entrypoints.rest.problems import on_http_exception

WEB = Path(__file__).parents[2] / "web"
_DOCS = "/docs-ui/index.html"


def pages(app: FastAPI, folder: Path = WEB) -> list[BaseRoute]:
    """Routes for exactly the files there are, so that no address ever becomes a path."""
    files = read_bundle(folder)
    index = files["/index.html"]
    routes = [_route(page, index) for page in sorted(OPEN_PAGES)]
    routes += [_route(address, file) for address, file in files.items()]
    routes.append(_route("/docs", files.get(_DOCS, index)))
    routes.append(_description(app))
    _show_lost_visitors(app, index)
    return list(routes)


def _show_lost_visitors(app: FastAPI, index: File) -> None:
    """A person who mistyped an address gets the client, which says so; a program, a problem."""

    async def answer(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and _is_visit(request):
            return index.response(request, 404)
        return await on_http_exception(request, error)

    # Starlette's own type of a handler takes no narrower exception.
    app.exception_handlers[HTTPException] = answer


def _is_visit(request: Request) -> bool:
    wants_page = "text/html" in request.headers.get("accept", "")
    return request.method == "GET" and wants_page and not f"{request.url.path}/".startswith("/v1/")


def _route(address: str, file: File) -> Route:
    async def serve(request: Request) -> Response:
        return file.response(request)

    return Route(address, serve)


def _description(app: FastAPI) -> Route:
    @cache
    def written() -> bytes:
        return orjson.dumps(app.openapi())

    async def describe(_: Request) -> Response:
        return Response(written(), media_type=JSON, headers={"Cache-Control": "no-cache"})

    return Route("/openapi.json", describe)
