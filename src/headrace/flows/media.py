"""Media in answers and settings: whatever was given becomes an asset of the workspace."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from headrace.assets.model import Kept
from headrace.graph.form import Form, FormField
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan, Step
from headrace.graph.values import MEDIA, Json, Kind, is_list, is_object
from headrace.kernel.errors import FieldError, HeadraceError, Invalid
from headrace.kernel.ids import is_id
from headrace.runs.stored import MediaValue

Take = Callable[[Kind, Json], Awaitable[Kept]]
"""Makes an asset of an id, an address or a data: URL; raises `HeadraceError` saying why not."""


async def take_answers(take: Take, form: Form, answers: Mapping[str, Json]) -> dict[str, Json]:
    """The answers with every picture, video and sound as a `MediaValue`.

    Raises `Invalid` that names every field whose media cannot be taken.
    """
    fields = [field for field in form.fields if field.kind in MEDIA and field.key in answers]
    results = await asyncio.gather(*(_take_field(take, f, answers[f.key]) for f in fields))
    errors = [error for _, found in results for error in found]
    if errors:
        raise Invalid("inputs.invalid", "Some fields need another answer.", errors)
    taken = {f.key: value for f, (value, _) in zip(fields, results, strict=True)}
    return dict(answers) | taken


async def _take_field(
    take: Take, field: FormField, answer: Json
) -> tuple[Json, Sequence[FieldError]]:
    items = answer if field.list else [answer]
    results = await asyncio.gather(
        *(_take_item(take, field, item, place) for place, item in enumerate(items, 1))
    )
    errors = [result for result in results if isinstance(result, FieldError)]
    values = [result for result in results if not isinstance(result, FieldError)]
    return (values if field.list else next(iter(values), None)), errors


async def _take_item(take: Take, field: FormField, item: Json, place: int) -> Json | FieldError:
    try:
        return as_value(await take(field.kind, item)).as_json()
    except HeadraceError as error:
        where = f"Item {place}: " if field.list else ""
        return FieldError(field.key, error.code, where + error.message)


def as_value(asset: Kept) -> MediaValue:
    return MediaValue(
        asset=asset.id,
        blob=asset.blob,
        mime=asset.mime,
        width=asset.width or 0,
        height=asset.height or 0,
        bytes=asset.bytes,
        name=asset.name,
    )


def shown_answers(answers: Mapping[str, Json]) -> dict[str, Json]:
    """The answers as a run shows them: media by asset id."""

    def shown(value: Json) -> Json:
        if is_list(value):
            return [shown(item) for item in value]
        return value["asset"] if is_object(value) and "asset" in value else value

    return {key: shown(value) for key, value in answers.items()}


async def take_settings(take: Take, registry: Registry, plan: Plan) -> Plan:
    """The plan with the media that its builder put into settings."""
    steps = {id: await _take_step(take, registry, step) for id, step in plan.steps.items()}
    return plan.model_copy(update={"steps": steps})


async def _take_step(take: Take, registry: Registry, step: Step) -> Step:
    node_type = registry.find(step.type)
    ports = node_type.inputs_with(step.values) if node_type else {}
    changed: dict[str, Json] = {}
    for name, value in step.values.items():
        if name in ports and (ports[name].kind in MEDIA or ports[name].kind == "any"):
            given = value if is_list(value) else [value]
            if any(_is_given(item, ports[name].kind) for item in given):
                taken = [await _take_setting(take, step, ports[name].kind, i) for i in given]
                changed[name] = taken if is_list(value) else taken[0]
    return step.model_copy(update={"values": step.values | changed}) if changed else step


def _is_given(value: Json, kind: Kind) -> bool:
    if is_object(value):
        return "asset" in value and "blob" not in value
    return isinstance(value, str) and (kind in MEDIA or is_id(value, "asset"))


async def _take_setting(take: Take, step: Step, kind: Kind, value: Json) -> Json:
    if not _is_given(value, kind):
        return value
    try:
        return as_value(await take("image" if kind == "any" else kind, value)).as_json()
    except HeadraceError as error:
        raise Invalid(
            "graph.media_missing",
            "This flow uses a picture that is no longer there; its builder has to replace it.",
            [FieldError(step.id, error.code, error.message)],
        ) from None
