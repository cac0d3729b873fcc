"""Numbers for Prometheus."""

import secrets

from fastapi import Request, Response

from headrace.entrypoints.rest.asked import house_of
from headrace.entrypoints.rest.auth import bearer
from headrace.entrypoints.rest.guard import name_of_host
from headrace.entrypoints.rest.route import router
from headrace.kernel.errors import Unauthenticated
from headrace.meter import CONTENT_TYPE

routes = router("Health")

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@routes.get("/metrics", response_class=Response)
async def read_metrics(request: Request) -> Response:
    """Numbers in Prometheus' text format, for this machine or with the metrics token."""
    house = house_of(request)
    _let_in(request, house.metrics_token)
    text = await house.meter.written(
        house.database, media=house.studio.load, connections=house.database.load
    )
    return Response(text, media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _let_in(request: Request, token: str | None) -> None:
    """With a token, only who has it; else only who calls from this machine, and directly.

    A proxy calls from this machine too, for anybody: it is told by what it adds.
    """
    if token is not None:
        allowed = secrets.compare_digest((bearer(request) or "").encode(), token.encode())
    else:
        caller = request.client.host if request.client else ""
        allowed = (
            caller in _LOOPBACK
            and name_of_host(request.headers.get("host", "")) in _LOCAL_NAMES
            and not any(header in request.headers for header in _PROXIED)
        )
    if not allowed:
        raise Unauthenticated(
            "metrics.closed",
            "Metrics are for callers on this machine. For others, set HEADRACE_METRICS_TOKEN "
            "and send it as “Authorization: Bearer …”.",
        )
