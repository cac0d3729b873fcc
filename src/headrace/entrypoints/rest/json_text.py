"""JSON from outside: strict, not nested without end, and free of what no text can hold."""

from typing import cast

import orjson

from headrace.graph.values import Json
from headrace.kernel.errors import Invalid

MAX_DEPTH = 64


def parse(data: bytes) -> Json:
    """Raises Invalid for malformed JSON, NUL characters, lone surrogates and deep nesting."""
    try:
        value: Json = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Invalid(
            "json.malformed",
            f"This is not valid JSON (line {error.lineno}, column {error.colno}).",
        ) from None
    # Both searches are far cheaper than the walks that they nearly always save.
    if data.count(b"{") + data.count(b"[") > MAX_DEPTH:
        _check_depth(value)
    if b"\\u0000" in data and _has_nul(value):
        raise Invalid("json.unprintable", "Remove the NUL characters (\\u0000) from the text.")
    return value


def _check_depth(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [child for parent in level for child in _inside(parent)]
        if not level:
            return
    raise Invalid("json.too_deep", f"Nest objects and lists at most {MAX_DEPTH} deep.")


def _has_nul(value: Json) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    return any(_has_nul(child) for child in _inside(value))


def _inside(value: Json) -> list[Json]:
    """The elements of a list; the keys and values of an object."""
    if isinstance(value, dict):
        members = cast("dict[str, Json]", value)
        return [*members.keys(), *members.values()]
    return cast("list[Json]", value) if isinstance(value, list) else []
