"""All reads of assets."""

from collections.abc import Collection

from sqlalchemy import select

from headrace.access.visible import visible
from headrace.assets.model import Kept, Thumbnail
from headrace.assets.tables import assets, thumbnails
from headrace.db.work import Work
from headrace.kernel.errors import NotFound

_KEPT = select(
    assets.c.id,
    assets.c.kind,
    assets.c.blob,
    assets.c.mime,
    assets.c.width,
    assets.c.height,
    assets.c.bytes,
    assets.c.name,
    assets.c.created_at,
)


async def by_id(work: Work, asset: str) -> Kept:
    """Raises NotFound, for what is not there and for what is not the actor's alike."""
    found = await by_ids(work, [asset])
    if asset not in found:
        raise NotFound("asset.not_found", "There is no such asset.")
    return found[asset]


async def by_ids(work: Work, ids: Collection[str]) -> dict[str, Kept]:
    """Those of the assets that the actor may see, by id, in one query."""
    if not ids:
        return {}
    rows = await work.connection.execute(_KEPT.where(visible(work, assets), assets.c.id.in_(ids)))
    return {row.id: Kept(*row) for row in rows}


async def page(work: Work, *, limit: int, after: str | None = None) -> list[Kept]:
    """The newest first; `after` is the last id seen."""
    query = _KEPT.where(visible(work, assets)).order_by(assets.c.id.desc()).limit(limit)
    if after is not None:
        query = query.where(assets.c.id < after)
    return [Kept(*row) for row in await work.connection.execute(query)]


async def thumbnail_of(work: Work, asset: Kept, width: int) -> Thumbnail | None:
    """The thumbnail of that width, if it was made before."""
    result = await work.connection.execute(
        select(thumbnails.c.thumbnail, thumbnails.c.bytes).where(
            thumbnails.c.blob == asset.blob, thumbnails.c.width == width
        )
    )
    row = result.one_or_none()
    return Thumbnail(*row) if row else None
