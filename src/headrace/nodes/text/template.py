"""Template: a text with places that other texts fill."""

import re
from collections.abc import Mapping

from headrace.graph.nodetype import Context, OpenPorts, Port, Ports, field, node
from headrace.graph.values import Json

_NAME = re.compile(r"\{([A-Za-z][A-Za-z0-9_]{0,39})\}")
_TAKEN = {"template"}


class Inputs(OpenPorts):
    template: str = field("", multiline=True)
    """The text; a name in braces, like {product}, becomes an input."""


class Outputs(Ports):
    text: str
    """The text with everything filled in."""


def names_in(settings: Mapping[str, Json]) -> tuple[Port, ...]:
    """An input for each name in the template, in the order of appearance."""
    template = settings.get("template")
    if not isinstance(template, str):
        return ()
    names = [name for name in dict.fromkeys(_NAME.findall(template)) if name not in _TAKEN]
    return tuple(_port(name) for name in names)


def _port(name: str) -> Port:
    title = name.replace("_", " ").capitalize()
    return Port(name, "text", required=True, title=title, help=f"Stands where {{{name}}} does.")


@node(
    "text.template",
    version=1,
    title="Template",
    category="text",
    local=True,
    more_inputs=names_in,
)
async def template(inputs: Inputs, _context: Context) -> Outputs:
    """Fills names in braces with texts, for a prompt or a caption."""
    values: Mapping[str, Json] = inputs.model_extra or {}
    text = _NAME.sub(
        lambda found: str(values[found[1]]) if found[1] in values else found[0],
        inputs.template,
    )
    return Outputs(text=text)
