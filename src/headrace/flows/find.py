"""Reading flows and their versions."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.assets.model import asset_url
from headrace.db.work import Work
from headrace.flows.model import Flow, FlowCard, FlowVersion, Price
from headrace.flows.tables import flow_versions, flows
from headrace.graph.form import Form, schema_of
from headrace.kernel.errors import NotFound

_CURRENT = and_(flow_versions.c.flow == flows.c.id, flow_versions.c.version == flows.c.version)
_CARD = (
    flows,
    flow_versions.c.credits,
    flow_versions.c.at_most,
    flow_versions.c.generations,
)


def not_found() -> NotFound:
    return NotFound("flow.not_found", "There is no such flow.")


def named(reference: str) -> ColumnElement[bool]:
    """The flow with this id or slug."""
    return or_(flows.c.id == reference, flows.c.slug == reference)


async def get_flow(work: Work, reference: str) -> Flow:
    """A flow by id or slug, as its current version is. Raises `NotFound`."""
    require(work.actor, "flow.read")
    row = (
        await work.connection.execute(
            select(*_CARD, flow_versions.c.form, flow_versions.c.egress)
            .join(flow_versions, _CURRENT)
            .where(visible(work, flows), named(reference))
        )
    ).one_or_none()
    if row is None:
        raise not_found()
    form = Form.model_validate(row.form)
    return Flow(
        **_card(row).model_dump(),
        fields=form.fields,
        results=form.results,
        schema_=schema_of(form),
        egress=row.egress,
    )


async def page_of_flows(
    work: Work,
    *,
    query: str = "",
    category: str = "",
    tag: str = "",
    before: str | None = None,
    limit: int = 50,
) -> list[FlowCard]:
    """Newest first, those older than the flow `before`; `query` looks in name, text and tags."""
    require(work.actor, "flow.read")
    chosen: list[ColumnElement[bool]] = [visible(work, flows)]
    if query.strip():
        wanted = f"%{_escaped(query.strip())}%"
        tags = func.array_to_string(flows.c.tags, " ")
        searched = func.concat_ws(" ", flows.c.name, flows.c.description, tags, flows.c.category)
        chosen.append(searched.ilike(wanted, escape="\\"))
    if category:
        chosen.append(flows.c.category == category)
    if tag:
        chosen.append(flows.c.tags.contains([tag]))
    if before:
        chosen.append(flows.c.id < before)
    rows = await work.connection.execute(
        select(*_CARD)
        .join(flow_versions, _CURRENT)
        .where(*chosen)
        .order_by(flows.c.id.desc())
        .limit(limit)
    )
    return [_card(row) for row in rows]


async def versions_of(work: Work, reference: str) -> list[FlowVersion]:
    """Every publication, newest first. Raises `NotFound`."""
    require(work.actor, "flow.read")
    rows = (
        await work.connection.execute(
            select(flow_versions.c.version, flow_versions.c.notes, flow_versions.c.created_at)
            .join(flows, flows.c.id == flow_versions.c.flow)
            .where(visible(work, flows), named(reference))
            .order_by(flow_versions.c.version.desc())
        )
    ).all()
    if not rows:
        raise not_found()
    return [FlowVersion.model_validate(row, from_attributes=True) for row in rows]


async def space_of(work: Work, slug: str) -> str | None:
    """The space behind the flow of this slug, None when there is no such flow."""
    require(work.actor, "space.read")
    return await work.connection.scalar(
        select(flows.c.space).where(visible(work, flows), flows.c.slug == slug)
    )


async def ever_published(work: Work) -> bool:
    """Whether the workspace has, or once had, a flow."""
    mine = select(flows.c.id).where(flows.c.workspace == work.actor.workspace).limit(1)
    return await work.connection.scalar(mine) is not None


def _escaped(query: str) -> str:
    return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _card(row: Any) -> FlowCard:
    exact = row.credits == row.at_most
    return FlowCard(
        id=row.id,
        slug=row.slug,
        name=row.name,
        description=row.description,
        category=row.category,
        tags=row.tags,
        cover=asset_url(row.cover) if row.cover else None,
        version=row.version,
        price=Price(credits=row.at_most, certainty="exact" if exact else "at_most"),
        generations=row.generations,
        updated_at=row.updated_at,
    )
