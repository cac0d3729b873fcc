"""Answers written straight to bytes."""

from collections.abc import Mapping

from fastapi import Response
from pydantic import BaseModel

JSON = "application/json"


def answer(
    model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The model as JSON."""
    return Response(
        model.__pydantic_serializer__.to_json(model), status, headers=headers, media_type=JSON
    )


def nothing() -> Response:
    return Response(status_code=204)
