"""Palette: finds the colours that make up a picture."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to look at."""
    count: int = field(5, ge=1, le=16)
    """How many colours at most."""


class Outputs(Ports):
    colours: list[Colour]
    """The colours, the most common first."""


@node("image.palette", version=1, title="Palette", category="image", local=True)
async def palette(inputs: Inputs, context: Context) -> Outputs:
    """Finds the colours that make up a picture."""
    found = await context.look(images.palette(inputs.image, count=inputs.count))
    return Outputs(colours=[Colour(colour) for colour in found])
