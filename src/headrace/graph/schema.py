"""Values as JSON Schema (2020-12), for forms, catalogue and assistants alike."""

from typing import Any

from headrace.graph.port import Limits
from headrace.graph.values import MEDIA, Json, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def value_schema(kind: Kind, limits: Limits, *, many: bool) -> dict[str, Any]:
    """One value of the kind, or a list of them."""
    item = _item_schema(kind, limits)
    if not many:
        return item
    bounds = {"minItems": limits.min_items, "maxItems": limits.max_items}
    return {"type": "array", "items": item} | _given(bounds)


def _item_schema(kind: Kind, limits: Limits) -> dict[str, Any]:
    if kind == "any":
        return {}
    if kind in MEDIA:
        return {"type": ["string", "object"], "format": f"headrace-{kind}"}
    if kind == "number":
        bounds = {"minimum": limits.minimum, "maximum": limits.maximum}
        return {"type": "integer" if limits.integer else "number"} | _given(bounds)
    if kind == "boolean":
        return {"type": "boolean"}
    if kind == "colour":
        return {"type": "string", "pattern": "^#[0-9a-fA-F]{3,8}$"}
    choices = list(limits.choices) if limits.choices else None
    return {"type": "string"} | _given({"enum": choices, "maxLength": limits.max_length})


def _given(members: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in members.items() if value is not None}
