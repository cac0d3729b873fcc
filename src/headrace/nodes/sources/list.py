"""List: several values of one kind; what follows is done once for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    items: list[Any]
    """The values, in order."""
    unchecked: list[int] = field([], title="Unchecked", advanced=True, about="items")
    """Places of values that are left out for now, counted from 0."""


def _checked(items: Sequence[Any], unchecked: Sequence[Any]) -> list[Any]:
    left_out = set(unchecked)
    return [item for place, item in enumerate(items) if place not in left_out]


def _length(values: Mapping[str, Any]) -> int:
    return len(_checked(values.get("items") or [], values.get("unchecked") or []))


class Outputs(Ports):
    items: list[Any]
    """The same values."""


@node("list", version=1, title="List", category="sources", local=True, length=_length)
async def items(inputs: Inputs, _context: Context) -> Outputs:
    """Several values of one kind; what follows is done once for each."""
    return Outputs(items=_checked(inputs.items, inputs.unchecked))
