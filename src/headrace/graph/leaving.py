"""Which vendors receive which answers."""

from pydantic import BaseModel

from headrace.graph.document import FieldSection, SpaceDocument, split_endpoint
from headrace.graph.plan import Plan


class Leaving(BaseModel):
    """A provider, and the fields whose answers reach it, as they are or worked upon."""

    provider: str
    fields: list[str]


def leaving(plan: Plan, document: SpaceDocument) -> list[Leaving]:
    """By provider, in alphabetical order. An answer given to a flow inside counts for all of it."""
    fields = document.flow.fields if document.flow else []
    reached: dict[str, set[str]] = {}
    for step in plan.steps.values():
        if step.provider:
            reached.setdefault(step.provider, set()).update(_behind(plan, step.id))
    return [
        Leaving(
            provider=provider,
            fields=[field.key for field in fields if _is_among(field, reached[provider])],
        )
        for provider in sorted(reached)
    ]


def _behind(plan: Plan, step: str) -> set[str]:
    """The step and everything that flows into it."""
    found, waiting = {step}, [step]
    while waiting:
        for sources in plan.steps[waiting.pop()].wires.values():
            for source, _ in sources:
                if source not in found:
                    found.add(source)
                    waiting.append(source)
    return found


def _is_among(field: FieldSection, steps: set[str]) -> bool:
    node = split_endpoint(field.port)[0]
    return any(step == node or step.startswith(f"{node}/") for step in steps)
