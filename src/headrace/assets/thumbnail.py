"""Small WebP copies of pictures, made when first asked for."""

from sqlalchemy.dialects.postgresql import insert

from headrace.assets.model import Kept, Thumbnail
from headrace.assets.tables import thumbnails
from headrace.blobs import Blobs
from headrace.db.engine import Database
from headrace.kernel.actor import Actor
from headrace.media.studio import Studio

WIDTHS = (160, 320, 640, 1280)
_BROWSERS_SHOW = {"image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"}


def width_for(wanted: int) -> int:
    """The nearest width we make that is wide enough, or the widest."""
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])


def is_small(asset: Kept, width: int) -> bool:
    """Whether the picture itself is as good as a thumbnail that wide."""
    return asset.mime in _BROWSERS_SHOW and (asset.width or 0) <= width


async def make_thumbnail(
    database: Database, actor: Actor, studio: Studio, blobs: Blobs, asset: Kept, width: int
) -> Thumbnail:
    """Renders with no transaction open; `width` is one of WIDTHS. Raises MediaError."""
    rendered = await studio.thumbnail(asset.blob, width)
    made = Thumbnail(await blobs.put(rendered.data), len(rendered.data))
    async with database.work(actor) as work:
        await work.connection.execute(
            insert(thumbnails)
            .values(blob=asset.blob, width=width, thumbnail=made.blob, bytes=made.bytes)
            .on_conflict_do_nothing()
        )
    return made
