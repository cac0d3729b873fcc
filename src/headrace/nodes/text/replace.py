"""Replace: replaces words in a text."""

import re

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    text: str = field(multiline=True)
    """The text to change."""
    find: str = field(max_length=1_000)
    """What to look for."""
    replacement: str = field("", max_length=10_000)
    """What to put in its place."""
    match_case: bool = field(default=False, advanced=True)
    """Tell capital letters from small ones."""


class Outputs(Ports):
    text: str
    """The changed text."""


@node("text.replace", version=1, title="Replace", category="text", local=True)
async def replace(inputs: Inputs, _context: Context) -> Outputs:
    """Replaces words in a text."""
    if not inputs.find:
        return Outputs(text=inputs.text)
    if inputs.match_case:
        return Outputs(text=inputs.text.replace(inputs.find, inputs.replacement))
    wanted = re.compile(re.escape(inputs.find), re.IGNORECASE)
    return Outputs(text=wanted.sub(lambda _: inputs.replacement, inputs.text))
