"""Forget assets that were deleted long ago, and the thumbnails of those nobody has."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Text, delete, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.assets.tables import assets, thumbnails


async def purge(
    connection: AsyncConnection, deleted_before: datetime, spared: Collection[str]
) -> int:
    """Removes them in every workspace, those `spared` not, and says how many they were.

    Their bytes are nobody's from then on, unless somebody else shows the same.
    """
    # One array: as many parameters as there are ids would be too many.
    those = select(func.unnest(literal(list(spared), ARRAY(Text))))
    result = await connection.execute(
        delete(assets).where(assets.c.deleted_at < deleted_before, assets.c.id.not_in(those))
    )
    await connection.execute(
        delete(thumbnails).where(
            ~select(assets.c.id).where(assets.c.blob == thumbnails.c.blob).exists()
        )
    )
    return result.rowcount
