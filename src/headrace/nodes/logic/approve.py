"""Approve: a person looks, and the run goes on or stops here."""

from typing import Any, Literal

from headrace.graph.ask import AskingPorts
from headrace.graph.nodetype import Context, Ports, field, node
from headrace.kernel.errors import Invalid


class Inputs(AskingPorts):
    value: Any
    """What is to be approved."""
    otherwise: Literal["stop", "go on"] = field("stop", title="If nobody answers", advanced=True)
    """What happens when the time is up."""


class Outputs(Ports):
    value: Any
    """The same value, approved."""


@node("logic.approve", version=1, title="Approve", category="logic", asks="approve")
async def approve(inputs: Inputs, context: Context) -> Outputs:
    """Waits until a person says yes; a no stops what depends on it."""
    said = inputs.otherwise == "go on" if context.answer is None else context.answer
    if not said:
        raise Invalid("logic.not_approved", "This was not approved, so it stopped here.")
    return Outputs(value=inputs.value)
