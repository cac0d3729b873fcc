"""Connect a vendor to the workspace."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.kernel.errors import Invalid, NotFound, invalid_field
from headrace.kernel.ids import new_id
from headrace.providers.find import get_provider
from headrace.providers.model import NewProvider, Provider
from headrace.providers.sealed import sealed
from headrace.providers.tables import providers
from headrace.providers.vault import Vault


async def refuse_taken(work: Work, name: str) -> None:
    """Raises `Invalid` when the workspace has a provider of that name."""
    try:
        await get_provider(work, name)
    except NotFound:
        return
    raise _taken(name)


async def register(
    work: Work, vault: Vault, new: NewProvider, listed: Sequence[str] | None
) -> Provider:
    """`listed` is what it answered when asked for its models; None when it was not asked."""
    require(work.actor, "provider.manage")
    id = new_id("provider")
    try:
        await work.connection.execute(
            providers.insert().values(
                id=id,
                workspace=work.actor.workspace,
                name=new.name,
                kind=new.kind,
                base_url=new.base_url,
                concurrency=new.concurrency,
                per_minute=new.per_minute,
                models=list(listed or ()),
                listed_at=None if listed is None else work.now,
                created_at=work.now,
                updated_at=work.now,
                **sealed(vault, id, new.key),
            )
        )
    except IntegrityError:
        raise _taken(new.name) from None
    return await get_provider(work, new.name)


def _taken(name: str) -> Invalid:
    message = f"Another provider is called {name}; choose another name, or change that one."
    return invalid_field("name", "provider.name_taken", message)
