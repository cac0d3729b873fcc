"""Join: makes one text of a list."""

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    items: list[str]
    """The pieces, in order."""
    separator: str = field("\n", max_length=100, multiline=True)
    """What to put between them; a line break unless set."""


class Outputs(Ports):
    text: str
    """The pieces as one text."""


@node("text.join", version=1, title="Join", category="text", local=True)
async def join(inputs: Inputs, _context: Context) -> Outputs:
    """Makes one text of a list."""
    return Outputs(text=inputs.separator.join(inputs.items))
