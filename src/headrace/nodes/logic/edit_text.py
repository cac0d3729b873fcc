"""Edit text: a person may change a text before the run goes on with it."""

from headrace.graph.ask import AskingPorts
from headrace.graph.nodetype import Context, Ports, field, node


class Inputs(AskingPorts):
    text: str = field(multiline=True)
    """The text to look over; it stays as it is when nobody answers in time."""


class Outputs(Ports):
    text: str
    """The text as the person left it."""


@node("logic.edit_text", version=1, title="Edit text", category="logic", asks="edit")
async def edit_text(inputs: Inputs, context: Context) -> Outputs:
    """Waits until a person has looked over a text."""
    return Outputs(text=inputs.text if context.answer is None else context.answer)
