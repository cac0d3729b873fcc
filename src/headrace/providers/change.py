"""Change how a vendor is reached, or how much it is called."""

from collections.abc import Sequence

from sqlalchemy import select

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.graph.values import Json
from headrace.kernel.errors import invalid_field
from headrace.providers.connect import Connection
from headrace.providers.find import get_provider, not_found
from headrace.providers.model import Provider, ProviderChange
from headrace.providers.sealed import sealed
from headrace.providers.tables import providers
from headrace.providers.vault import Vault


async def connection_after(work: Work, name: str, change: ProviderChange) -> Connection | None:
    """How the vendor would be reached; None when that stays as it is.

    Raises `NotFound`, and `Invalid` when a stored key would go to another address than the
    one it was given for.
    """
    require(work.actor, "provider.manage")
    found = await get_provider(work, name)
    base_url = change.base_url or found.base_url
    given = "key" in change.model_fields_set
    if not given and base_url == found.base_url:
        return None
    if not given and found.key_set:
        raise invalid_field(
            "key",
            "provider.key_needed",
            "Give the key again: the one that is stored was given for the other address.",
        )
    return Connection(found.kind, base_url, change.key if given else None)


async def change_provider(
    work: Work, vault: Vault, name: str, change: ProviderChange, listed: Sequence[str] | None
) -> Provider:
    """`listed` is what it answered when asked for its models; None when it was not asked."""
    id = await _locked(work, name)
    # Asked again: in between somebody else may have changed the provider.
    await connection_after(work, name, change)
    values = change.model_dump(
        include={"base_url", "concurrency"}, exclude_unset=True, exclude_none=True
    )
    values |= change.model_dump(include={"per_minute"}, exclude_unset=True)
    if "key" in change.model_fields_set:
        values |= sealed(vault, id, change.key)
    await _update(work, name, values | _listing(work, listed))
    return await get_provider(work, name)


async def relist(work: Work, name: str, listed: Sequence[str]) -> Provider:
    """Keeps what the vendor has now. Raises `NotFound`."""
    require(work.actor, "provider.manage")
    await _update(work, name, _listing(work, listed))
    return await get_provider(work, name)


def _listing(work: Work, listed: Sequence[str] | None) -> dict[str, Json]:
    return {} if listed is None else {"models": list(listed), "listed_at": work.now}


async def _update(work: Work, name: str, values: dict[str, Json]) -> None:
    await work.connection.execute(
        providers.update()
        .where(visible(work, providers), providers.c.name == name)
        .values(updated_at=work.now, **values)
    )


async def _locked(work: Work, name: str) -> str:
    """The provider's id; nobody else changes it until this work ends."""
    chosen = select(providers.c.id).where(visible(work, providers), providers.c.name == name)
    found = await work.connection.scalar(chosen.with_for_update())
    if found is None:
        raise not_found()
    return found
