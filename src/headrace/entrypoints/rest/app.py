"""The door, put together."""

from collections.abc import Collection, Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from headrace.entrypoints.rest import (
    assets,
    catalogue,
    credits,
    flows,
    health,
    keys,
    me,
    metrics,
    models,
    providers,
    runs,
    sign_in,
    spaces,
    stream,
    timeline,
)
from headrace.entrypoints.rest.auth import WAYS_IN
from headrace.entrypoints.rest.counted import Counted
from headrace.entrypoints.rest.guard import Guard
from headrace.entrypoints.rest.heads import Heads
from headrace.entrypoints.rest.open_routes import OPEN_ROUTES
from headrace.entrypoints.rest.openapi import document
from headrace.entrypoints.rest.pages import pages
from headrace.entrypoints.rest.problems import HANDLERS
from headrace.house import House

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")

_ROUTERS: tuple[APIRouter, ...] = (
    flows.routes,
    runs.routes,
    stream.routes,
    timeline.routes,
    assets.uploads,
    assets.routes,
    spaces.routes,
    catalogue.routes,
    me.routes,
    credits.routes,
    sign_in.routes,
    keys.routes,
    providers.routes,
    models.routes,
    health.routes,
    metrics.routes,
)


def create(house: House, *, hosts: Collection[str] = LOCAL_HOSTS) -> FastAPI:
    """The ASGI app over the house. It answers to these host names only."""
    app = describe(hosts)
    app.state.house = house
    return app


class _Door(FastAPI):
    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = document(self)
        return self.openapi_schema


def describe(hosts: Collection[str] = LOCAL_HOSTS) -> FastAPI:
    """The app without a house: it can describe itself (`openapi()`), and no more."""
    app = _Door(
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers=HANDLERS,
        middleware=[Middleware(Guard, hosts=hosts), Middleware(Heads), Middleware(Counted)],
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    for router in _ROUTERS:
        _check_closed(router)
        app.include_router(router)
    app.routes.extend(pages(app))
    return app


def _check_closed(router: APIRouter) -> None:
    """A route that forgot to ask who is there must not get as far as answering."""
    for route in router.routes:
        assert isinstance(route, APIRoute)
        closed = any(found.call in WAYS_IN for found in _everything(route.dependant))
        if closed == (route.path in OPEN_ROUTES):
            raise RuntimeError(f"{route.path} is not {'open' if closed else 'closed'}")


def _everything(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _everything(inner)
