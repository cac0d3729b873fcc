"""Reading spaces."""

from sqlalchemy import select, true

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.graph.document import SpaceDocument
from headrace.kernel.errors import NotFound
from headrace.spaces.model import Space, SpaceCard
from headrace.spaces.tables import spaces


def not_found() -> NotFound:
    return NotFound("space.not_found", "There is no such space.")


async def get_space(work: Work, space: str, *, lock: bool = False) -> Space:
    """Raises `NotFound`. With `lock`, nobody else changes it until this work ends."""
    require(work.actor, "space.read")
    chosen = select(spaces).where(spaces.c.id == space, visible(work, spaces))
    row = (
        await work.connection.execute(chosen.with_for_update() if lock else chosen)
    ).one_or_none()
    if row is None:
        raise not_found()
    return Space(
        id=row.id,
        name=row.name,
        document=row.document,
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def document_of(space: Space) -> SpaceDocument:
    return SpaceDocument.model_validate(space.document)


async def page_of_spaces(work: Work, *, before: str | None, limit: int) -> list[SpaceCard]:
    """Newest first, those older than the space `before`."""
    require(work.actor, "space.read")
    rows = await work.connection.execute(
        select(spaces.c.id, spaces.c.name, spaces.c.created_at, spaces.c.updated_at)
        .where(visible(work, spaces), spaces.c.id < before if before else true())
        .order_by(spaces.c.id.desc())
        .limit(limit)
    )
    return [SpaceCard.model_validate(row, from_attributes=True) for row in rows]
