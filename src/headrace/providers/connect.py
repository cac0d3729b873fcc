"""Reach a connected vendor."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.egress import Egress
from headrace.models.protocol import Vendor
from headrace.models.vendors import VendorKind, vendor
from headrace.providers.find import not_found
from headrace.providers.tables import providers
from headrace.providers.vault import Vault


@dataclass(frozen=True, slots=True)
class Connection:
    """How a vendor is reached. For the house alone: no answer may hold it."""

    kind: VendorKind
    base_url: str
    key: str | None = field(repr=False)

    def vendor(self, egress: Egress) -> Vendor:
        return vendor(self.kind, egress, self.base_url, self.key)


async def connection_of(work: Work, vault: Vault, name: str) -> Connection:
    """Raises `NotFound`, and `Unavailable` when its key cannot be read any more."""
    row: Any = (
        await work.connection.execute(
            select(providers).where(visible(work, providers), providers.c.name == name)
        )
    ).one_or_none()
    if row is None:
        raise not_found()
    key = vault.open(row.key_sealed, row.id) if row.key_sealed is not None else None
    return Connection(row.kind, row.base_url, key)
