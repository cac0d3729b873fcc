"""Which assets spaces mention."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_MENTIONED = text("""
    SELECT DISTINCT found[1]
    FROM spaces, regexp_matches(document::text, '"(asset_[0-9a-z]{26})"', 'g') AS found
    WHERE deleted_at IS NULL OR deleted_at >= :since
""")


async def assets_in_spaces(connection: AsyncConnection, since: datetime) -> set[str]:
    """In documents of every workspace that were not deleted, or only since then."""
    return set(await connection.scalars(_MENTIONED, {"since": since}))
