"""Pick one: a person chooses, and the run goes on with the choice."""

from typing import Any

from headrace.graph.ask import AskingPorts
from headrace.graph.nodetype import Context, Ports, field, node
from headrace.kernel.errors import Invalid


class Inputs(AskingPorts):
    options: list[Any]
    """What there is to choose from."""
    otherwise: int = field(1, ge=1, le=1_000, title="If nobody answers", advanced=True)
    """Which option is taken when the time is up; 1 is the first."""


class Outputs(Ports):
    choice: Any
    """What was chosen."""


@node("logic.pick_one", version=1, title="Pick one", category="logic", asks="pick")
async def pick_one(inputs: Inputs, context: Context) -> Outputs:
    """Waits until a person chooses one of several values."""
    if not inputs.options:
        raise Invalid("logic.nothing_to_pick", "There is nothing to choose from.")
    last = len(inputs.options) - 1
    place = min(inputs.otherwise - 1, last) if context.answer is None else context.answer
    return Outputs(choice=inputs.options[place])
