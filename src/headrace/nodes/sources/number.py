"""Number: a number typed or asked for."""

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    number: float = field(0)
    """The number."""


class Outputs(Ports):
    number: float
    """The same number."""


@node("number", version=1, title="Number", category="sources", local=True)
async def number(inputs: Inputs, _context: Context) -> Outputs:
    """A number typed or asked for."""
    return Outputs(number=inputs.number)
