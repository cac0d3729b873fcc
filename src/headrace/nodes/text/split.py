"""Split: makes a list of one text."""

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    text: str = field(multiline=True)
    """The text to take apart."""
    separator: str = field("\n", max_length=100)
    """What stands between the pieces; a line break unless set."""
    keep_empty: bool = field(default=False, advanced=True)
    """Keep pieces that hold nothing."""


class Outputs(Ports):
    items: list[str]
    """The pieces, without spaces at their ends."""


@node("text.split", version=1, title="Split", category="text", local=True)
async def split(inputs: Inputs, _context: Context) -> Outputs:
    """Makes a list of one text."""
    separator = inputs.separator or "\n"
    pieces = [piece.strip() for piece in inputs.text.replace("\r\n", "\n").split(separator)]
    return Outputs(items=[piece for piece in pieces if piece or inputs.keep_empty])
