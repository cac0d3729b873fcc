"""Text: a text typed or asked for."""

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    text: str = field("", multiline=True)
    """The text."""


class Outputs(Ports):
    text: str
    """The same text."""


@node("text", version=1, title="Text", category="sources", local=True)
async def text(inputs: Inputs, _context: Context) -> Outputs:
    """A text typed or asked for."""
    return Outputs(text=inputs.text)
