"""The form of a flow: what a runner is asked, and whether the answers will do."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from headrace.graph.accept import Unfit, accept, is_empty
from headrace.graph.document import (
    FieldSection,
    ResultSection,
    SpaceDocument,
    split_endpoint,
)
from headrace.graph.limits import field_limits, is_source
from headrace.graph.port import Limits, Port
from headrace.graph.schema import DIALECT, value_schema
from headrace.graph.shape import Shape
from headrace.graph.values import MEDIA, Json, Kind
from headrace.kernel.errors import FieldError, Invalid

Display = Literal["hero", "gallery", "before_after", "text", "table"]

_LONG_TEXT = 80

IMAGE_FORMATS = [
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
    "image/tiff",
]


class FieldLimits(BaseModel):
    """What an answer may be. Lengths count characters of a text, items those of a list."""

    minimum: float | None = None
    maximum: float | None = None
    integer: bool = False
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    choices: list[str] | None = None
    multiline: bool = False
    formats: list[str] | None = None


class FormField(BaseModel):
    """One question to a runner; names no node, port or model."""

    model_config = ConfigDict(frozen=True)

    key: str
    label: str
    help: str = ""
    placeholder: str = ""
    kind: Kind
    list: bool = False
    required: bool = False
    default: Json = None
    group: str = ""
    advanced: bool = False
    example: Json = None
    limits: FieldLimits = FieldLimits()


class FormResult(BaseModel):
    """One thing a runner is shown. `before` names the field whose picture stands on the left."""

    model_config = ConfigDict(frozen=True)

    key: str
    label: str
    kind: Kind
    list: bool = False
    display: Display
    before: str | None = None


class Form(BaseModel):
    """Everything a runner sees of a flow's inside."""

    fields: list[FormField]
    results: list[FormResult]


def form_of(document: SpaceDocument, shapes: Mapping[str, Shape], lists: set[str]) -> Form:
    """The form of a checked document; `lists` names the results that are lists."""
    flow = document.flow
    return Form(
        fields=[_field(document, section, shapes) for section in flow.fields] if flow else [],
        results=[_result(section, shapes, lists) for section in flow.results] if flow else [],
    )


def _field(
    document: SpaceDocument, section: FieldSection, shapes: Mapping[str, Shape]
) -> FormField:
    node, name = split_endpoint(section.port)
    port = shapes[node].inputs[name]
    written = next(n for n in document.nodes if n.id == node).values.get(name)
    default = next((v for v in (section.default, written, port.default) if not is_empty(v)), None)
    limits = field_limits(document, shapes, node, name)
    needed = section.required if section.required is not None else port.required
    source = is_source(shapes[node])
    return FormField(
        key=section.key,
        label=section.label or port.title,
        help=section.help or ("" if source else port.help),
        placeholder=section.placeholder,
        kind=port.kind,
        list=port.many,
        required=needed,
        default=default,
        group=section.group,
        advanced=section.advanced,
        example=section.example,
        limits=_field_limits(limits, port.kind, multiline=_several_lines(section, default, limits)),
    )


def _several_lines(section: FieldSection, default: Json, limits: Limits) -> bool:
    if section.multiline is not None:
        return section.multiline
    long = isinstance(default, str) and ("\n" in default or len(default) > _LONG_TEXT)
    return limits.multiline and long


def _field_limits(limits: Limits, kind: Kind, *, multiline: bool) -> FieldLimits:
    return FieldLimits(
        minimum=limits.minimum,
        maximum=limits.maximum,
        integer=limits.integer,
        max_length=limits.max_length,
        min_items=limits.min_items,
        max_items=limits.max_items,
        choices=list(limits.choices) if limits.choices else None,
        multiline=multiline,
        formats=IMAGE_FORMATS if kind == "image" else None,
    )


def _result(section: ResultSection, shapes: Mapping[str, Shape], lists: set[str]) -> FormResult:
    node, name = split_endpoint(section.port)
    port = shapes[node].outputs[name]
    many = section.key in lists
    visible: Display = "text" if port.kind not in MEDIA else "gallery" if many else "hero"
    return FormResult(
        key=section.key,
        label=section.label or port.title,
        kind=port.kind,
        list=many,
        display=section.display or visible,
        before=section.before,
    )


def check_answers(form: Form, answers: Mapping[str, Json]) -> dict[str, Json]:
    """The answers in their one written form, defaults filled in.

    Raises `Invalid` that names every wrong field at once.
    """
    fields = {field.key: field for field in form.fields}
    wrong = [_unknown(key, fields) for key in answers if key not in fields]
    checked: dict[str, Json] = {}
    for key, field in fields.items():
        answer = answers.get(key)
        given = field.default if answer is None else answer
        if is_empty(given) and field.required:
            wrong.append(FieldError(key, "field.required", _please(field)))
        elif not is_empty(given) or _may_be_empty(field, given):
            try:
                checked[key] = accept(given, _as_port(field))
            except Unfit as unfit:
                wrong.append(FieldError(key, unfit.code, unfit.message))
        elif answer is not None and field.default is not None:
            checked[key] = accept(field.default, _as_port(field))
    if wrong:
        raise Invalid("inputs.invalid", "Some fields need another answer.", wrong)
    return checked


def _may_be_empty(field: FormField, answer: Json) -> bool:
    """An optional text or list may be emptied on purpose, whatever its default."""
    return answer == [] if field.list else field.kind == "text" and answer is not None


def _unknown(key: str, fields: Mapping[str, FormField]) -> FieldError:
    names = ", ".join(fields) or "none"
    shown = key if len(key) <= 64 else f"{key[:64]}…"
    return FieldError(shown, "field.unknown", f"There is no field called {shown}; it has: {names}.")


def _please(field: FormField) -> str:
    what = {"image": "Add a picture.", "video": "Add a video.", "audio": "Add a sound."}
    if field.list:
        return "Add at least one item."
    return what.get(field.kind, "Fill in this field.")


def _as_port(field: FormField) -> Port:
    limits = field.limits
    return Port(
        name=field.key,
        kind=field.kind,
        many=field.list,
        limits=Limits(
            minimum=limits.minimum,
            maximum=limits.maximum,
            integer=limits.integer,
            max_length=limits.max_length,
            choices=tuple(limits.choices) if limits.choices else None,
            min_items=limits.min_items,
            max_items=limits.max_items,
        ),
    )


def schema_of(form: Form) -> dict[str, Any]:
    """The answers' JSON Schema."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {field.key: _property(field) for field in form.fields},
        "required": [f.key for f in form.fields if f.required and is_empty(f.default)],
        "additionalProperties": False,
    }


def _property(field: FormField) -> dict[str, Any]:
    port = _as_port(field)
    notes = {"title": field.label, "description": field.help, "default": field.default}
    told = {name: note for name, note in notes.items() if not is_empty(note)}
    return value_schema(port.kind, port.limits, many=port.many) | told
