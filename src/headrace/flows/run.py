"""Run a flow: find its version, check the answers, know the price, begin."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import and_, func, select

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.flows.compiled import Compiled, compiled
from headrace.flows.find import named, not_found
from headrace.flows.media import Take, shown_answers, take_answers, take_settings
from headrace.flows.models import models_for
from headrace.flows.nested import nested_in
from headrace.flows.tables import flow_versions, flows
from headrace.graph.compile import wanted_of_flow
from headrace.graph.document import SpaceDocument
from headrace.graph.form import Form, check_answers
from headrace.graph.nodetype import Registry
from headrace.graph.pricing import Models
from headrace.graph.quote import Quote
from headrace.graph.shape import Nested
from headrace.graph.values import Json
from headrace.kernel.errors import Invalid, invalid_field
from headrace.runs.foresee import foresee
from headrace.runs.model import Subject
from headrace.runs.submit import Submission, submit

_KEPT = 256


@dataclass(frozen=True, slots=True)
class Published:
    """A flow version, ready to be asked."""

    subject: Subject
    document: SpaceDocument
    form: Form
    nested: Nested


class Versions:
    """Published versions, kept because they never change; who may see them is asked each time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], Published] = OrderedDict()

    async def open(self, work: Work, reference: str, version: int | None) -> Published:
        """The version of a flow by id or slug, the current one by default.

        Raises `NotFound`, and `Invalid` for a version that the flow does not have.
        """
        require(work.actor, "flow.run")
        chosen = func.coalesce(version, flows.c.version) if version else flows.c.version
        row = (
            await work.connection.execute(
                select(flows.c.id, chosen.label("version")).where(
                    visible(work, flows), named(reference)
                )
            )
        ).one_or_none()
        if row is None:
            raise not_found()
        kept = self._kept.get((row.id, row.version))
        if kept is None:
            kept = self._kept[row.id, row.version] = await _read(work, row.id, row.version)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end((row.id, row.version))
        return kept


async def _read(work: Work, flow: str, version: int) -> Published:
    row = (
        await work.connection.execute(
            select(flow_versions.c.document, flow_versions.c.form, flows.c.slug, flows.c.name)
            .join(flows, and_(flows.c.id == flow_versions.c.flow, visible(work, flows)))
            .where(flow_versions.c.flow == flow, flow_versions.c.version == version)
        )
    ).one_or_none()
    if row is None:
        raise _unknown_version()
    document = SpaceDocument.model_validate(row.document)
    return Published(
        subject=Subject(id=flow, version=version, slug=row.slug, name=row.name),
        document=document,
        form=Form.model_validate(row.form),
        nested=await nested_in(work, document),
    )


def _unknown_version() -> Invalid:
    return invalid_field(
        "version",
        "flow.version_unknown",
        "This flow has no such version; leave it out to run the newest.",
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """A run that only needs to begin."""

    subject: Subject
    inputs: Mapping[str, Json]
    compiled: Compiled


async def models_of(work: Work, registry: Registry, published: Published) -> Models:
    """The models its steps may ask, as they are priced now."""
    return await models_for(work, registry, published.document, published.nested)


async def make_ready(
    published: Published,
    inputs: Mapping[str, Json],
    registry: Registry,
    models: Models,
    take: Take,
) -> Ready:
    """Checks everything that can be checked before a credit is spent.

    Raises `Invalid` that names every wrong field. Opens no transaction of its own; `take`
    may fetch media.
    """
    answers = await take_answers(take, published.form, check_answers(published.form, inputs))
    document, nested = published.document, published.nested
    wanted = wanted_of_flow(document)
    ready = Ready(
        subject=published.subject,
        inputs=shown_answers(answers),
        compiled=compiled(document, registry, nested, models, answers, wanted),
    )
    return await with_media(ready, registry, take)


async def with_media(ready: Ready, registry: Registry, take: Take) -> Ready:
    """The same with the media that its builder put into settings at hand."""
    found = ready.compiled
    plan = await take_settings(take, registry, found.plan)
    return replace(ready, compiled=Compiled(plan, found.counts, found.quote))


async def begin(
    work: Work, registry: Registry, ready: Ready, max_credits: int | None = None
) -> str:
    """The id of the new run; one that may cost more than `max_credits` asks before it begins.

    Raises `NoCredits`.
    """
    require(work.actor, "flow.run")
    return await submit(
        work,
        registry,
        Submission(
            subject=ready.subject,
            inputs=ready.inputs,
            plan=ready.compiled.plan,
            counts=ready.compiled.counts,
            max_credits=max_credits,
        ),
    )


async def price_of(work: Work, registry: Registry, ready: Ready) -> Quote:
    """What the run costs now: what was done before costs nothing again."""
    compiled = ready.compiled
    found = await foresee(work, registry, "", compiled.plan, compiled.counts)
    return found.quote(compiled.plan)


def afresh(ready: Ready) -> Ready:
    """The same with every step done anew, though nothing has changed."""
    plan = ready.compiled.plan
    steps = {id: step.model_copy(update={"fresh": True}) for id, step in plan.steps.items()}
    anew = plan.model_copy(update={"steps": steps})
    return replace(ready, compiled=replace(ready.compiled, plan=anew))
