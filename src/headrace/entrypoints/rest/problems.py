"""Every refusal as a problem document (RFC 9457)."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from headrace.entrypoints.rest.refusal import Refusal
from headrace.entrypoints.rest.wording import field_errors
from headrace.kernel import errors
from headrace.kernel.errors import FieldError, HeadraceError

CONTENT_TYPE = "application/problem+json"

_STATUS: dict[type[HeadraceError], int] = {
    errors.Unauthenticated: 401,
    errors.NoCredits: 402,
    errors.Denied: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.Unsupported: 415,
    errors.Invalid: 422,
    errors.Unavailable: 503,
    errors.TryAgain: 503,
    HeadraceError: 422,
}
_HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="Headrace"'},
    503: {"Retry-After": "5"},
}
_GENERAL: dict[int, tuple[str, str]] = {
    400: ("request.malformed", "The request cannot be read."),
    404: ("route.not_found", "There is nothing at this address."),
    405: ("route.method_not_allowed", "This address does not take this method."),
}

log = structlog.get_logger("headrace.rest")


class FieldProblem(BaseModel):
    """One thing wrong with one field."""

    field: str
    code: str
    message: str


class ProblemDocument(BaseModel):
    """Why a request was refused: `code` for programs, `detail` for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem]


def problem(
    status: int,
    code: str,
    detail: str,
    fields: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": fields,
    }
    return Response(
        orjson.dumps(body),
        status,
        headers={**_HEADERS.get(status, {}), **(headers or {})},
        media_type=CONTENT_TYPE,
    )


def problem_of(error: HeadraceError) -> Response:
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    return problem(status, error.code, error.message, error.errors)


def unforeseen(request: Request, error: Exception) -> Response:
    """What the caller is told of our own mistakes; the rest is for the log."""
    log.error("request failed", method=request.method, path=request.url.path, exc_info=error)
    return problem(500, "internal", "Something went wrong on our side. Try again in a moment.")


async def _on_headrace_error(_: Request, error: HeadraceError) -> Response:
    return problem_of(error)


async def on_http_exception(_: Request, error: HTTPException) -> Response:
    """What the framework refuses by itself."""
    if isinstance(error, Refusal):
        return problem_of(error.cause)
    code, detail = _GENERAL.get(error.status_code, ("request.refused", str(error.detail)))
    return problem(error.status_code, code, detail, headers=error.headers)


async def _on_validation_error(_: Request, error: RequestValidationError) -> Response:
    fields = field_errors(error.errors())
    detail = fields[0].message if len(fields) == 1 else "Some fields need a change."
    return problem(422, "request.invalid", detail, fields)


async def _on_lost_database(request: Request, error: Exception) -> Response:
    log.warning("the database cannot be reached", path=request.url.path, kind=type(error).__name__)
    return problem(
        503, "database.unavailable", "The database cannot be reached just now. Try again shortly."
    )


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    HeadraceError: _on_headrace_error,
    HTTPException: on_http_exception,
    RequestValidationError: _on_validation_error,
    OperationalError: _on_lost_database,
}
"""Makes problems the only way in which the app refuses."""
