"""Flow files: a space document on disk, with its pictures beside it.

Where the document wants media, a file may say `{"file": "photos/mug.jpg"}`, relative to
itself; its cover may be such a path too.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import orjson
from pydantic import ValidationError

from headrace.assets.keep import keep
from headrace.assets.receive import receive
from headrace.flows.find import space_of
from headrace.flows.model import Flow, Publication
from headrace.flows.publish import publish
from headrace.graph.document import SpaceDocument
from headrace.graph.values import Json, is_list, is_object
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import Invalid
from headrace.kernel.ids import is_id
from headrace.spaces.save import create, replace


async def bring_in(house: House, actor: Actor, path: Path) -> Flow:
    """Makes the file a space of the actor's workspace, and publishes it.

    A flow that has its slug already gets the file as its next version.
    Raises `Invalid` for a file that cannot be read or does not hold together.
    """
    content = _parsed(path)
    for name in sorted(set(_files_in(content))):
        asset = await _upload(house, actor, path.parent, name)
        content = _replaced(content, name, asset)
    try:
        document = SpaceDocument.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Invalid("file.invalid", f"{path.name}: {place}: {first['msg']}.") from None
    async with house.database.work(actor) as work:
        slug = document.flow.slug if document.flow else None
        known = await space_of(work, slug) if slug else None
        if known:
            await replace(work, house.registry, known, document, None)
        space = known or (await create(work, house.registry, document)).id
        return await publish(work, house.registry, space, Publication())


def _parsed(path: Path) -> dict[str, Any]:
    try:
        content = orjson.loads(path.read_bytes())
    except OSError as error:
        raise Invalid("file.unreadable", f"{path.name} cannot be read: {error.strerror}.") from None
    except orjson.JSONDecodeError as error:
        raise Invalid(
            "file.invalid", f"{path.name} is not valid JSON (line {error.lineno})."
        ) from None
    if not is_object(content):
        raise Invalid("file.invalid", f"{path.name} is not a space document.")
    cover = _flow_of(content).get("cover")
    if isinstance(cover, str) and not is_id(cover, "asset"):
        content["flow"]["cover"] = {"file": cover}
    return content


def _flow_of(content: dict[str, Any]) -> dict[str, Any]:
    flow = content.get("flow")
    return flow if is_object(flow) else {}


def _files_in(value: Json) -> Iterator[str]:
    if is_object(value):
        if set(value) == {"file"} and isinstance(value["file"], str):
            yield value["file"]
        for inner in value.values():
            yield from _files_in(inner)
    elif is_list(value):
        for inner in value:
            yield from _files_in(inner)


async def _upload(house: House, actor: Actor, folder: Path, name: str) -> str:
    wanted = await anyio.Path(folder / name).resolve()
    if not wanted.is_relative_to(await anyio.Path(folder).resolve()):
        raise Invalid("file.outside", f"{name} lies outside the flow file's folder.")
    try:
        data = await wanted.read_bytes()
    except OSError as error:
        raise Invalid("file.unreadable", f"{name} cannot be read: {error.strerror}.") from None
    received = await receive(house.studio, house.blobs, data, wanted.name)
    async with house.database.work(actor) as work:
        return (await keep(work, received, {"file": name})).id


def _replaced(value: Json, name: str, asset: str) -> Json:
    if value == {"file": name}:
        return {"asset": asset}
    if is_object(value):
        changed = {key: _replaced(inner, name, asset) for key, inner in value.items()}
        if isinstance(changed.get("cover"), dict):
            changed["cover"] = changed["cover"].get("asset", changed["cover"])
        return changed
    if is_list(value):
        return [_replaced(inner, name, asset) for inner in value]
    return value
