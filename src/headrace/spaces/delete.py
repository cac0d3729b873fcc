"""Take a space away. Flows published from it live on."""

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.spaces.find import get_space
from headrace.spaces.tables import spaces


async def delete(work: Work, space: str) -> None:
    """Raises `NotFound`."""
    require(work.actor, "space.edit")
    await get_space(work, space, lock=True)
    await work.connection.execute(
        spaces.update().where(spaces.c.id == space).values(deleted_at=work.now)
    )
