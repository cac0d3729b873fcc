"""Colour: a colour chosen or asked for."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour


class Inputs(Ports):
    colour: Colour = field(Colour("#1e90ff"))
    """The colour."""


class Outputs(Ports):
    colour: Colour
    """The same colour."""


@node("colour", version=1, title="Colour", category="sources", local=True)
async def colour(inputs: Inputs, _context: Context) -> Outputs:
    """A colour chosen or asked for."""
    return Outputs(colour=inputs.colour)
