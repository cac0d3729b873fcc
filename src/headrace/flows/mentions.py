"""Which assets flows mention: in what they froze, and as covers."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_MENTIONED = text("""
    SELECT found[1]
    FROM flow_versions JOIN flows ON flows.id = flow_versions.flow,
         regexp_matches(document::text, '"(asset_[0-9a-z]{26})"', 'g') AS found
    WHERE deleted_at IS NULL OR deleted_at >= :since
    UNION
    SELECT cover FROM flows
    WHERE cover IS NOT NULL AND (deleted_at IS NULL OR deleted_at >= :since)
""")


async def assets_in_flows(connection: AsyncConnection, since: datetime) -> set[str]:
    """In versions of every workspace's flows that were not deleted, or only since then."""
    return set(await connection.scalars(_MENTIONED, {"since": since}))
