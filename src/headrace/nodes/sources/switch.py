"""Switch: yes or no, chosen or asked for."""

from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(Ports):
    on: bool = field(default=False)
    """On or off."""


class Outputs(Ports):
    on: bool
    """The same."""


@node("switch", version=1, title="Switch", category="sources", local=True)
async def switch(inputs: Inputs, _context: Context) -> Outputs:
    """Yes or no, chosen or asked for."""
    return Outputs(on=inputs.on)
