"""Pick: takes one piece out of a list."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.kernel.errors import Invalid


class Inputs(Ports):
    items: list[str]
    """The pieces, in order."""
    position: int = field(1, ge=-1_000, le=1_000)
    """1 is the first, -1 the last; beyond the end it starts over."""


class Outputs(Ports):
    text: str
    """The piece at that position."""


@node("text.pick", version=1, title="Pick", category="text", local=True)
async def pick(inputs: Inputs, _context: Context) -> Outputs:
    """Takes one piece out of a list."""
    if not inputs.items:
        raise Invalid("text.nothing_to_pick", "The list is empty. Give it at least one piece.")
    at = inputs.position - 1 if inputs.position > 0 else inputs.position
    return Outputs(text=inputs.items[at % len(inputs.items)])
