"""Validation errors in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

from headrace.kernel.errors import FieldError

_WORDS = {
    "missing": "This is required.",
    "extra_forbidden": "There is no such field. Remove it.",
    "string_type": "Give text.",
    "string_too_short": "Use at least {min_length} characters.",
    "string_too_long": "Use at most {max_length} characters.",
    "string_pattern_mismatch": "This is not written in the form that is expected here.",
    "int_type": "Give a whole number.",
    "int_parsing": "Give a whole number.",
    "int_from_float": "Give a whole number.",
    "float_type": "Give a number.",
    "float_parsing": "Give a number.",
    "finite_number": "Give a number.",
    "bool_type": "Give true or false.",
    "bool_parsing": "Give true or false.",
    "dict_type": "Give an object.",
    "model_type": "Give an object.",
    "model_attributes_type": "Give an object.",
    "list_type": "Give a list.",
    "literal_error": "Choose one of: {expected}.",
    "enum": "Choose one of: {expected}.",
    "union_tag_not_found": "This is required.",
    "union_tag_invalid": "Choose one of: {expected_tags}.",
    "greater_than": "Give a number above {gt}.",
    "greater_than_equal": "Give {ge} or more.",
    "less_than": "Give a number below {lt}.",
    "less_than_equal": "Give {le} or less.",
    "too_long": "Give at most {max_length} items.",
    "too_short": "Give at least {min_length} items.",
}
_PLACES = {"body", "query", "path", "header", "cookie"}


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """What pydantic found, with fields as dotted paths: `rows.0.key`."""
    return [
        FieldError(_field(_place(error)), f"value.{error['type']}", _message(error))
        for error in found
    ]


def _place(error: Mapping[str, Any]) -> Sequence[str | int]:
    """Where it is wrong; of an object that is one of several, the member that tells which."""
    if error["type"].startswith("union_tag"):
        return [*error["loc"], error["ctx"]["discriminator"].strip("'")]
    return error["loc"]


def _field(place: Sequence[str | int]) -> str:
    inner = place[1:] if place and place[0] in _PLACES else place
    return ".".join(str(part) for part in inner)


def _message(error: Mapping[str, Any]) -> str:
    words = _WORDS.get(error["type"])
    if words is None:
        message = str(error["msg"]).removeprefix("Value error, ")
        return message if message.endswith(".") else f"{message}."
    return words.format_map(error.get("ctx") or {}).replace("'", "")
