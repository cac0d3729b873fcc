"""Freeze a space as the next version of its flow."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.assets.find import by_ids
from headrace.db.work import Work
from headrace.flows.check import refuse_problems
from headrace.flows.compiled import Compiled, compiled
from headrace.flows.find import get_flow
from headrace.flows.model import Flow, Publication
from headrace.flows.models import models_for
from headrace.flows.nested import contains_flow, nested_in, pinned
from headrace.flows.tables import flow_versions, flows
from headrace.graph.check import check
from headrace.graph.check_models import defaults_of
from headrace.graph.compile import wanted_of_flow
from headrace.graph.document import FlowSection, SpaceDocument
from headrace.graph.form import Form, form_of
from headrace.graph.leaving import leaving
from headrace.graph.limits import SOURCES
from headrace.graph.nodetype import Registry
from headrace.graph.shape import shapes_of
from headrace.kernel.errors import invalid_field
from headrace.kernel.ids import new_id
from headrace.spaces.find import document_of, get_space
from headrace.spaces.save import replace, with_versions


async def publish(work: Work, registry: Registry, space: str, publication: Publication) -> Flow:
    """The flow with its new version. Raises `Invalid` naming every problem of the graph."""
    require(work.actor, "flow.publish")
    found = await get_space(work, space, lock=True)
    drafted = document_of(found)
    section = _section(drafted, publication)
    id, slug = await _identity(work, space, section)
    section = section.model_copy(update={"slug": slug})
    frozen = drafted.model_copy(update={"flow": section})
    frozen = await pinned(work, with_versions(frozen, registry))
    await _refuse_itself(work, frozen, id, slug)
    nested = await nested_in(work, frozen)
    models = await models_for(work, registry, frozen, nested)
    refuse_problems(check(frozen, registry, nested, models))
    await _check_cover(work, section)
    defaults = defaults_of(frozen)
    ready = compiled(frozen, registry, nested, models, defaults, wanted_of_flow(frozen))
    lists = {result.key for result in ready.plan.results if result.list}
    form = form_of(frozen, shapes_of(frozen, registry, nested), lists)
    await replace(work, registry, space, frozen, None)
    version = await _keep_flow(work, id, space, section)
    await _keep_version(
        work, id, version, frozen, form, ready, _generations(ready, registry), publication.notes
    )
    return await get_flow(work, id)


def _section(document: SpaceDocument, publication: Publication) -> FlowSection:
    drafted = document.flow.model_dump() if document.flow else {}
    given = publication.model_dump(exclude_unset=True, exclude={"notes"})
    merged = {"name": document.name} | drafted | given
    if not str(merged["name"]).strip():
        raise invalid_field("name", "field.required", "Give the flow a name.")
    return FlowSection.model_validate(merged)


async def _identity(work: Work, space: str, section: FlowSection) -> tuple[str, str]:
    """The flow's id and slug: those it has, those asked for, or new ones."""
    row = (
        await work.connection.execute(
            select(flows.c.id, flows.c.slug).where(flows.c.space == space)
        )
    ).one_or_none()
    if row and section.slug in (None, row.slug):
        return row.id, row.slug
    id = row.id if row else new_id("flow")
    taken = select(flows.c.slug).where(visible(work, flows), flows.c.id != id)
    if section.slug:
        if await work.connection.scalar(taken.where(flows.c.slug == section.slug)):
            raise invalid_field(
                "slug", "slug.taken", f"Another flow is called {section.slug}; choose another slug."
            )
        return id, section.slug
    base = slug_of(section.name)
    used = set(await work.connection.scalars(taken.where(flows.c.slug.like(f"{base}%"))))
    numbered = (f"{base}-{number}" for number in range(2, len(used) + 3))
    return id, base if base not in used else next(s for s in numbered if s not in used)


def slug_of(name: str) -> str:
    """`Product card (v2)` → `product-card-v2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "flow"


async def _refuse_itself(work: Work, document: SpaceDocument, id: str, slug: str) -> None:
    if await contains_flow(work, document, id, slug):
        raise invalid_field("flow", "flow.contains_itself", "A flow cannot contain itself.")


async def _check_cover(work: Work, section: FlowSection) -> None:
    if section.cover and not await by_ids(work, [section.cover]):
        raise invalid_field("cover", "asset.not_found", "Choose a picture that exists as cover.")


def _generations(ready: Compiled, registry: Registry) -> int:
    """Steps that make something, all their items counted."""
    total = 0
    for step in ready.plan.steps.values():
        node_type = registry.find(step.type)
        if node_type and node_type.category != SOURCES:
            total += ready.counts.items(step.axis) or 1
    return total


async def _keep_flow(work: Work, id: str, space: str, section: FlowSection) -> int:
    shown = {
        "slug": section.slug,
        "name": section.name,
        "description": section.description,
        "category": section.category,
        "tags": section.tags,
        "cover": section.cover,
        "updated_at": work.now,
    }
    try:
        version = await work.connection.scalar(
            flows.update()
            .where(flows.c.id == id)
            .values(version=flows.c.version + 1, deleted_at=None, **shown)
            .returning(flows.c.version)
        )
        if version is None:
            await work.connection.execute(
                flows.insert().values(
                    id=id,
                    workspace=work.actor.workspace,
                    space=space,
                    version=1,
                    created_at=work.now,
                    **shown,
                )
            )
    except IntegrityError as error:
        message = f"Another flow is called {section.slug}; choose another slug."
        raise invalid_field("slug", "slug.taken", message) from error
    return version or 1


async def _keep_version(
    work: Work,
    flow: str,
    version: int,
    document: SpaceDocument,
    form: Form,
    ready: Compiled,
    generations: int,
    notes: str,
) -> None:
    await work.connection.execute(
        flow_versions.insert().values(
            flow=flow,
            version=version,
            document=document.as_json(),
            form=form.model_dump(mode="json"),
            credits=ready.quote.credits,
            at_most=ready.quote.at_most,
            generations=generations,
            egress=[found.model_dump() for found in leaving(ready.plan, document)],
            notes=notes,
            created_at=work.now,
        )
    )
