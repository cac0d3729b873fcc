"""Take an asset away. Its bytes stay as long as anything else shows them."""

from sqlalchemy import update

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.assets.tables import assets
from headrace.db.work import Work
from headrace.kernel.errors import NotFound


async def delete(work: Work, asset: str) -> None:
    """Raises NotFound when the actor has no such asset, or had it deleted already."""
    require(work.actor, "asset.delete")
    result = await work.connection.execute(
        update(assets)
        .where(visible(work, assets), assets.c.id == asset)
        .values(deleted_at=work.now)
    )
    if not result.rowcount:
        raise NotFound("asset.not_found", "There is no such asset.")
