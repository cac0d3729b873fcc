"""Take bytes in: look at all of them, then put them among the blobs. No transaction is open."""

from headrace.assets.model import Received
from headrace.assets.names import clean_name
from headrace.blobs import Blobs
from headrace.blobs.name import name_of
from headrace.kernel.errors import HeadraceError, Invalid, TooLarge, Unsupported
from headrace.media.errors import MediaError
from headrace.media.studio import Studio

MAX_BYTES = 64 * 1024 * 1024

_REFUSALS: dict[str, type[HeadraceError]] = {
    "media.too_large": TooLarge,
    "media.unsupported": Unsupported,
}


async def receive(studio: Studio, blobs: Blobs, data: bytes, name: str = "") -> Received:
    """Raises Invalid, TooLarge or Unsupported, in words for whoever sent the bytes."""
    if not data:
        raise Invalid("asset.empty", "The file is empty. Choose another one.")
    if len(data) > MAX_BYTES:
        raise too_many_bytes()
    try:
        seen = await studio.inspect(data, name_of(data))
    except MediaError as error:
        refusal = _REFUSALS.get(error.code, Invalid)
        raise refusal(error.code, error.message) from error
    return Received(
        blob=await blobs.put(data),
        mime=seen.mime,
        width=seen.width,
        height=seen.height,
        bytes=len(data),
        name=clean_name(name),
    )


def too_many_bytes() -> TooLarge:
    return TooLarge(
        "asset.too_large", f"The file is larger than {MAX_BYTES // 1024**2} MB. Make it smaller."
    )
