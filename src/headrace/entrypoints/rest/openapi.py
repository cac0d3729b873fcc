"""The description of this door that programs read (OpenAPI 3.1)."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from headrace import __version__
from headrace.entrypoints.rest.auth import COOKIE
from headrace.entrypoints.rest.open_routes import OPEN_ROUTES
from headrace.entrypoints.rest.problems import CONTENT_TYPE, ProblemDocument

DESCRIPTION = """\
Run creative flows and build them: fill a few fields, get the result.

Every refusal is an `application/problem+json` document with a stable `code`, a sentence for
people in `detail`, and the fields it concerns in `errors`. Lists come in pages: follow `next`
with `?cursor=`. Send `Idempotency-Key` with a POST to be able to repeat it safely.
"""

_SECURITY_SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key from `/v1/keys` or `headrace keys create`: `hr_…`.",
    },
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
}
_PROBLEM = {
    "description": "Why the request was refused.",
    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
}


def document(app: FastAPI) -> dict[str, Any]:
    """The whole document, with our problems in the place of FastAPI's own."""
    made = get_openapi(
        title="Headrace",
        version=__version__,
        summary="Build a creative process once on a canvas and let anyone run it.",
        description=DESCRIPTION,
        routes=app.routes,
    )
    components: dict[str, Any] = made.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    for theirs in ("HTTPValidationError", "ValidationError"):
        schemas.pop(theirs, None)
    problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["ProblemDocument"] = problem
    components["securitySchemes"] = _SECURITY_SCHEMES
    made["security"] = [{"key": []}, {"session": []}]
    for path, operations in made["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = _PROBLEM
            if path in OPEN_ROUTES:
                operation["security"] = []
    return made
