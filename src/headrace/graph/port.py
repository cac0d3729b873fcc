"""Ports: the typed inputs and outputs of a node, read from a class of annotations."""

import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from headrace.graph.values import Audio, Colour, Image, Json, Kind, Video


class Ports(BaseModel):
    """Base of a node's `Inputs` and `Outputs`: each attribute is a port."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
        use_attribute_docstrings=True,
        frozen=True,
    )


class OpenPorts(Ports):
    """Inputs that also take names which only the node's settings know."""

    model_config = ConfigDict(extra="allow")


def field(
    default: Any = ...,
    *,
    title: str | None = None,
    ge: float | None = None,
    le: float | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
    multiline: bool = False,
    advanced: bool = False,
    fixed: bool = False,
    about: str | None = None,
) -> Any:
    """A port with a default and limits; limits hold for forms, wires and the API alike.

    A `fixed` one decides the price: it is written or asked for, and no wire may bring it.
    `about` names the input whose items this one speaks about.
    """
    return Field(
        default,
        title=title,
        ge=ge,
        le=le,
        min_length=min_length,
        max_length=max_length,
        json_schema_extra={
            "multiline": multiline,
            "advanced": advanced,
            "fixed": fixed,
            "about": about,
        },
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What a value may be. Lengths count characters of a text; items count a list's elements."""

    minimum: float | None = None
    maximum: float | None = None
    integer: bool = False
    max_length: int | None = None
    choices: tuple[str, ...] | None = None
    min_items: int | None = None
    max_items: int | None = None
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class Port:
    """One input or output. `many` means that the whole list goes through at once; into a
    `fixed` one leads no wire."""

    name: str
    kind: Kind
    many: bool = False
    required: bool = False
    default: Json = None
    title: str = ""
    help: str = ""
    limits: Limits = Limits()
    advanced: bool = False
    about: str | None = None
    fixed: bool = False


_KIND_OF: dict[Any, Kind] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "boolean",
    Colour: "colour",
    Image: "image",
    Video: "video",
    Audio: "audio",
    Any: "any",
}


def ports_of(model: type[Ports]) -> tuple[Port, ...]:
    """The ports a class declares, in the order of declaration."""
    return tuple(_port(name, info) for name, info in model.model_fields.items())


def _port(name: str, info: FieldInfo) -> Port:
    annotation = _without_none(info.annotation)
    many = get_origin(annotation) is list
    item = get_args(annotation)[0] if many else annotation
    choices = get_args(item) if get_origin(item) is Literal else None
    extra: Json = info.json_schema_extra or {}
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    return Port(
        name=name,
        kind="choice" if choices else _KIND_OF[item],
        many=many,
        required=info.is_required(),
        default=default,
        title=info.title or name.replace("_", " ").capitalize(),
        help=" ".join((info.description or "").split()),
        limits=_limits(info, item, choices, many, extra),
        advanced=bool(extra.get("advanced")),
        about=extra.get("about"),
        fixed=bool(extra.get("fixed")),
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _limits(
    info: FieldInfo,
    item: Any,
    choices: tuple[str, ...] | None,
    many: bool,
    extra: Json,
) -> Limits:
    found: dict[type, Any] = {type(entry): entry for entry in info.metadata}
    least: annotated_types.Ge | None = found.get(annotated_types.Ge)
    most: annotated_types.Le | None = found.get(annotated_types.Le)
    shortest: annotated_types.MinLen | None = found.get(annotated_types.MinLen)
    longest: annotated_types.MaxLen | None = found.get(annotated_types.MaxLen)
    return Limits(
        minimum=_number(least.ge) if least else None,
        maximum=_number(most.le) if most else None,
        integer=item is int,
        max_length=longest.max_length if longest and not many else None,
        choices=choices,
        min_items=shortest.min_length if shortest and many else None,
        max_items=longest.max_length if longest and many else None,
        multiline=bool(extra.get("multiline")),
    )


def _number(bound: Any) -> float:
    return bound if isinstance(bound, int) else float(bound)
