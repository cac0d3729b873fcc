"""`--field value` pairs, read as the flow's form asks for them."""

import mimetypes
from collections.abc import Sequence
from pathlib import Path

import anyio
import orjson

from headrace.assets.keep import keep
from headrace.assets.receive import receive
from headrace.graph.form import Form, FormField
from headrace.graph.values import MEDIA, Json
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import FieldError, HeadraceError, Invalid, invalid_field

_YES = {"true", "yes", "on", "1"}
_NO = {"false", "no", "off", "0"}


def pairs_of(arguments: Sequence[str]) -> dict[str, list[str]]:
    """`["--photo", "a.png", "--size=2"]` → `{"photo": ["a.png"], "size": ["2"]}`."""
    pairs: dict[str, list[str]] = {}
    waiting = list(arguments)
    while waiting:
        flag = waiting.pop(0)
        if not flag.startswith("--") or len(flag) < 3:
            raise Invalid("cli.argument", f"Write fields as --field value; {flag} is not one.")
        name, equals, value = flag[2:].partition("=")
        if not equals:
            if not waiting:
                raise Invalid("cli.argument", f"--{name} needs a value.")
            value = waiting.pop(0)
        pairs.setdefault(name, []).append(value)
    return pairs


async def read_answers(
    house: House, actor: Actor, form: Form, pairs: dict[str, list[str]]
) -> dict[str, Json]:
    """The answers by field key. Files named for media fields are taken in."""
    fields = {field.key: field for field in form.fields}
    spelled = {key.replace("_", "-"): key for key in fields}
    answers: dict[str, Json] = {}
    errors: list[FieldError] = []
    for name, values in pairs.items():
        field = fields.get(spelled.get(name, name))
        if field is None:
            answers[name] = values[-1]
            continue
        try:
            answers[field.key] = await _answer(house, actor, field, values)
        except HeadraceError as error:
            errors.append(FieldError(field.key, error.code, error.message))
    if errors:
        raise Invalid("inputs.invalid", "Some fields need another answer.", errors)
    return answers


async def _answer(house: House, actor: Actor, field: FormField, values: Sequence[str]) -> Json:
    if not field.list:
        return await _item(house, actor, field, values[-1])
    written = [part for value in values for part in _parts(field, value)]
    return [await _item(house, actor, field, part) for part in written]


def _parts(field: FormField, value: str) -> list[str]:
    """A list may be given as repeated flags, a JSON array, or a folder of pictures."""
    if value.startswith("["):
        try:
            found = orjson.loads(value)
        except orjson.JSONDecodeError:
            return [value]
        return [part if isinstance(part, str) else orjson.dumps(part).decode() for part in found]
    folder = Path(value)
    if field.kind in MEDIA and folder.is_dir():
        return [str(path) for path in sorted(folder.iterdir()) if _is_of(field, path)]
    return [value]


def _is_of(field: FormField, path: Path) -> bool:
    guess = mimetypes.guess_type(path.name)[0] or ""
    return path.is_file() and guess.startswith(f"{field.kind}/")


async def _item(house: House, actor: Actor, field: FormField, value: str) -> Json:
    if field.kind in MEDIA:
        return await _media(house, actor, field, value)
    if field.kind == "number":
        return _number(field, value)
    if field.kind == "boolean":
        if value.lower() in _YES | _NO:
            return value.lower() in _YES
        raise invalid_field(field.key, "value.not_a_boolean", "Give true or false.")
    return value


def _number(field: FormField, value: str) -> int | float:
    try:
        number = float(value)
    except ValueError:
        raise invalid_field(field.key, "value.not_a_number", "Give a number.") from None
    return int(number) if number.is_integer() else number


async def _media(house: House, actor: Actor, field: FormField, value: str) -> Json:
    if value.startswith(("asset_", "https:", "http:", "data:")):
        return value
    path = anyio.Path(value)
    try:
        data = await path.read_bytes()
    except OSError as error:
        message = f"{value} cannot be read: {error.strerror}."
        raise invalid_field(field.key, "file.unreadable", message) from None
    received = await receive(house.studio, house.blobs, data, path.name)
    async with house.database.work(actor) as work:
        return (await keep(work, received, {"upload": True})).id
