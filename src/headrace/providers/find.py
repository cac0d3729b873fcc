"""All reads of providers and their models."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, true

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.graph.asking import CAPABILITIES, Capability
from headrace.graph.pricing import ModelFacts, Models
from headrace.kernel.errors import NotFound
from headrace.models.catalogue import Entry, entry_of
from headrace.providers.model import Model, Provider
from headrace.providers.tables import model_prices, providers


def not_found() -> NotFound:
    return NotFound("provider.not_found", "There is no such provider.")


async def get_provider(work: Work, name: str) -> Provider:
    """Raises `NotFound`."""
    require(work.actor, "provider.read")
    row = (
        await work.connection.execute(
            select(providers).where(visible(work, providers), providers.c.name == name)
        )
    ).one_or_none()
    if row is None:
        raise not_found()
    return as_provider(row)


async def page_of_providers(work: Work, *, after: str | None, limit: int) -> list[Provider]:
    """By name, those behind `after`."""
    require(work.actor, "provider.read")
    rows = await work.connection.execute(
        select(providers)
        .where(visible(work, providers), providers.c.name > after if after else true())
        .order_by(providers.c.name)
        .limit(limit)
    )
    return [as_provider(row) for row in rows]


def as_provider(row: Any) -> Provider:
    return Provider(
        name=row.name,
        kind=row.kind,
        base_url=row.base_url,
        key_set=row.key_sealed is not None,
        key_ending=row.key_ending,
        concurrency=row.concurrency,
        per_minute=row.per_minute,
        models=row.models,
        listed_at=row.listed_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


async def models_of(work: Work) -> list[Model]:
    """Every model of every provider, by id."""
    require(work.actor, "provider.read")
    return sorted(await _models(work), key=lambda model: model.id)


async def models_known(work: Work) -> Models:
    """What plans must know of them, by id; whoever runs a flow needs it."""
    return {
        model.id: ModelFacts(model.price, frozenset(model.capabilities))
        for model in await _models(work)
    }


async def _models(work: Work) -> list[Model]:
    rows = await work.connection.execute(
        select(providers.c.name, providers.c.kind, providers.c.base_url, providers.c.models).where(
            visible(work, providers)
        )
    )
    found = await work.connection.execute(select(model_prices).where(visible(work, model_prices)))
    priced = {row.model: row for row in found}
    return [
        _as_model(row, name, priced.get(f"{row.name}/{name}"))
        for row in rows
        for name in row.models
    ]


def _as_model(provider: Any, name: str, priced: Any) -> Model:
    known = entry_of(provider.kind, provider.base_url, name)
    said = priced.capabilities if priced is not None else None
    return Model(
        id=f"{provider.name}/{name}",
        provider=provider.name,
        name=name,
        capabilities=list(_capabilities(known) if said is None else said),
        price=priced.price if priced is not None else known.price if known else 0,
        priced=priced is not None or known is not None,
        parameters={"type": "object", "properties": known.parameters if known else {}},
        egress=known.egress if known else provider.base_url,
    )


def _capabilities(known: Entry | None) -> Sequence[Capability]:
    return CAPABILITIES if known is None else known.capabilities
