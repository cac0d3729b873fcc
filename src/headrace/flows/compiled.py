"""A graph with its answers, made ready: plan, counts and price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headrace.flows.models import refuse_unknown_models
from headrace.graph.compile import Wanted, compile_plan
from headrace.graph.counts import MAX_ITEMS_PER_RUN, Counts, count
from headrace.graph.document import FlowSection, SpaceDocument
from headrace.graph.nodetype import Registry
from headrace.graph.plan import Plan
from headrace.graph.pricing import Models
from headrace.graph.quote import Quote, quote
from headrace.graph.shape import Nested
from headrace.graph.values import Json
from headrace.kernel.errors import FieldError, Invalid


@dataclass(frozen=True, slots=True)
class Compiled:
    plan: Plan
    counts: Counts
    quote: Quote


def compiled(
    document: SpaceDocument,
    registry: Registry,
    nested: Nested,
    models: Models,
    answers: Mapping[str, Json],
    wanted: Wanted,
) -> Compiled:
    """Raises `Invalid` for models that are not known, and lists that do not pair or make too
    many items."""
    refuse_unknown_models(document, registry, nested, models, answers)
    plan = compile_plan(document, registry, nested, models, answers, wanted)
    counts = count(plan, plan.lengths, {})
    if counts.faults:
        raise Invalid(
            "inputs.invalid",
            "Some lists need another length.",
            [
                FieldError(place, "list.unequal", message)
                for axis, message in counts.faults.items()
                for place in _fields_of(plan, axis, document.flow) or [axis]
            ],
        )
    return Compiled(plan, counts, quote(plan, counts, most_items=MAX_ITEMS_PER_RUN))


def _fields_of(plan: Plan, axis: str, flow: FlowSection | None) -> Sequence[str]:
    sources = {f"{s[0]}.{s[1]}" for s in _sources(plan, axis)}
    return [field.key for field in flow.fields if field.port in sources] if flow else []


def _sources(plan: Plan, axis: str) -> list[tuple[str, str]]:
    spec = plan.axes[axis]
    own = [spec.source] if spec.source else []
    return own + [source for part in spec.parts for source in _sources(plan, part)]
