"""The web client's pages and files, and the description of the API for people and programs."""

from functools import cache
from pathlib import Path

import orjson
from fastapi import FastAPI, Request, Response
from starlette.routing import BaseRoute, Route

from headrace.entrypoints.rest.answers import JSON
from headrace.entrypoints.rest.bundle import File, read_bundle
from headrace.entrypoints.rest.open_routes import OPEN_PAGES

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
    return list(routes)


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
