"""Keep a space's document: a new one, a replacement, or the outcome of edits."""

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.graph.document import SpaceDocument
from headrace.graph.nodetype import Registry
from headrace.kernel.errors import Conflict
from headrace.kernel.ids import new_id
from headrace.spaces.find import get_space
from headrace.spaces.model import Space
from headrace.spaces.tables import spaces


async def create(work: Work, registry: Registry, document: SpaceDocument) -> Space:
    """A new space with this document. It need not hold together yet."""
    require(work.actor, "space.edit")
    id = new_id("space")
    written = with_versions(document, registry).as_json()
    await work.connection.execute(
        spaces.insert().values(
            id=id,
            workspace=work.actor.workspace,
            name=document.name,
            document=written,
            revision=1,
            created_at=work.now,
            updated_at=work.now,
        )
    )
    return Space(
        id=id,
        name=document.name,
        document=written,
        revision=1,
        created_at=work.now,
        updated_at=work.now,
    )


async def replace(
    work: Work, registry: Registry, space: str, document: SpaceDocument, revision: int | None
) -> Space:
    """The space with another document. `revision`, when given, must still be the current one."""
    require(work.actor, "space.edit")
    found = await get_space(work, space, lock=True)
    if revision is not None and found.revision != revision:
        raise Conflict(
            "space.changed", "This space has changed since you read it; read it again, then save."
        )
    written = with_versions(document, registry).as_json()
    changed = {
        "name": document.name,
        "document": written,
        "revision": found.revision + 1,
        "updated_at": work.now,
    }
    await work.connection.execute(spaces.update().where(spaces.c.id == space).values(**changed))
    return found.model_copy(update=changed)


def with_versions(document: SpaceDocument, registry: Registry) -> SpaceDocument:
    """Every node's type with its version, the newest where none was written."""
    nodes = [
        node.model_copy(update={"type": f"{found.id}@{found.version}"})
        if "@" not in node.type and (found := registry.find(node.type))
        else node
        for node in document.nodes
    ]
    return document.model_copy(update={"nodes": nodes})
