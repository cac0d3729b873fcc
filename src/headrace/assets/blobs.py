"""Which blobs somebody's assets and their thumbnails need."""

from collections.abc import Collection

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.assets.tables import assets, thumbnails


async def blobs_of_assets(
    connection: AsyncConnection, among: Collection[str] | None = None
) -> set[str]:
    """All of them, or those among the given names."""
    own, small = select(assets.c.blob), select(thumbnails.c.thumbnail)
    if among is not None:
        own = own.where(assets.c.blob.in_(among))
        small = small.where(thumbnails.c.thumbnail.in_(among))
    return set(await connection.scalars(union(own, small)))
