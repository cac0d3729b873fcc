"""Turn what somebody wrote into a media field into an asset they have.

Taken are an asset's id, `{"asset": id}`, an https address and a `data:` URL.
"""

import base64
import binascii
from typing import cast
from urllib.parse import unquote_to_bytes

from headrace.access.policy import require
from headrace.assets.find import by_ids
from headrace.assets.keep import keep
from headrace.assets.model import Kept, Origin
from headrace.assets.names import clean_name
from headrace.assets.receive import MAX_BYTES, receive, too_many_bytes
from headrace.blobs import Blobs
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.graph.values import Json, Kind
from headrace.kernel.actor import Actor
from headrace.kernel.errors import Invalid
from headrace.media.studio import Studio


async def accept(
    database: Database,
    actor: Actor,
    studio: Studio,
    blobs: Blobs,
    egress: Egress,
    kind: Kind,
    raw: Json,
) -> Kept:
    """Fetches and checks with no transaction open. Raises Invalid, TooLarge or Unsupported."""
    written = _written(raw)
    scheme = written.partition(":")[0].lower()
    if scheme in ("https", "http"):
        data, name = await _fetched(egress, written)
        origin: Origin = {"url": written}
    elif scheme == "data":
        data, name = _decoded(written), ""
        origin = {"upload": True}
    else:
        return await _known(database, actor, kind, written)
    require(actor, "asset.upload")
    _expect(kind, "image")
    received = await receive(studio, blobs, data, name)
    async with database.work(actor) as work:
        return await keep(work, received, origin)


def _written(raw: Json) -> str:
    if isinstance(raw, dict):
        raw = cast("dict[str, Json]", raw).get("asset")
    if not isinstance(raw, str) or not raw.strip():
        raise Invalid(
            "asset.not_understood",
            "Give an uploaded asset's id, an https address or a data: URL.",
        )
    return raw.strip()


async def _known(database: Database, actor: Actor, kind: Kind, asset: str) -> Kept:
    async with database.work(actor) as work:
        found = await by_ids(work, [asset])
    if asset not in found:
        raise Invalid(
            "asset.not_found",
            "There is no such asset; it may have been deleted. Upload the file again.",
        )
    _expect(kind, found[asset].kind)
    return found[asset]


def _expect(wanted: Kind, given: Kind) -> None:
    if wanted not in (given, "any"):
        raise Invalid("asset.wrong_kind", f"This takes {_A[wanted]}; {_A[given]} was given.")


_A: dict[Kind, str] = {"image": "an image", "video": "a video", "audio": "a sound"}


async def _fetched(egress: Egress, url: str) -> tuple[bytes, str]:
    fetched = await egress.fetch(url, limit=MAX_BYTES)
    return fetched.data, clean_name(url.partition("?")[0])


def _decoded(url: str) -> bytes:
    head, comma, body = url.partition(",")
    # Base64 grows by a third; what is longer cannot shrink below the limit.
    if len(body) > MAX_BYTES * 4 // 3 + 4:
        raise too_many_bytes()
    if not comma:
        raise _bad_data_url()
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=True)
    except binascii.Error:
        raise _bad_data_url() from None


def _bad_data_url() -> Invalid:
    return Invalid(
        "asset.bad_data_url",
        "This data: URL cannot be read. It looks like data:image/png;base64,iVBORw0….",
    )
