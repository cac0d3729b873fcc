"""Choice: one of several texts, chosen or asked for."""

from collections.abc import Mapping
from typing import cast

from headrace.graph.nodetype import Context, Limits, OpenPorts, Port, Ports, field, node
from headrace.graph.values import Json
from headrace.kernel.errors import invalid_field


class Inputs(OpenPorts):
    options: list[str] = field(["First", "Second"], min_length=1, max_length=100)
    """What can be chosen."""


class Outputs(Ports):
    choice: str
    """What was chosen."""


def choice_among(settings: Mapping[str, Json]) -> tuple[Port, ...]:
    """The input whose choices are the options; the first one unless another is chosen."""
    written: Json = settings.get("options", ["First", "Second"])
    entries = cast("list[Json]", written if isinstance(written, list) else [])
    options = tuple(entry for entry in entries if isinstance(entry, str))
    if not options:
        return ()
    limits = Limits(choices=options)
    return (
        Port(
            "choice",
            "choice",
            default=options[0],
            title="Choice",
            help="Which one.",
            limits=limits,
        ),
    )


@node(
    "choice",
    version=1,
    title="Choice",
    category="sources",
    local=True,
    more_inputs=choice_among,
)
async def choice(inputs: Inputs, _context: Context) -> Outputs:
    """One of several texts, chosen or asked for."""
    chosen = (inputs.model_extra or {}).get("choice", inputs.options[0])
    if chosen not in inputs.options:
        options = ", ".join(inputs.options)
        raise invalid_field("choice", "value.not_a_choice", f"Choose one of: {options}.")
    return Outputs(choice=str(chosen))
