"""List: several values of one kind; what follows is done once for each."""

from typing import Any

from headrace.graph.nodetype import Context, Ports, node


class Inputs(Ports):
    items: list[Any]
    """The values, in order."""


class Outputs(Ports):
    items: list[Any]
    """The same values."""


@node("list", version=1, title="List", category="sources", local=True)
async def items(inputs: Inputs, _context: Context) -> Outputs:
    """Several values of one kind; what follows is done once for each."""
    return Outputs(items=inputs.items)
