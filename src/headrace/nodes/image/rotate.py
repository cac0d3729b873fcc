"""Rotate: turns a picture clockwise; it grows so that nothing is cut off."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    angle: float = field(90, ge=-360, le=360)
    """Degrees clockwise."""
    background: Colour = field(Colour("#ffffff00"))
    """Colour of the corners that appear; transparent unless set."""


class Outputs(Ports):
    image: Image
    """The turned picture."""


@node("image.rotate", version=1, title="Rotate", category="image", local=True)
async def rotate(inputs: Inputs, _context: Context) -> Outputs:
    """Turns a picture clockwise; it grows so that nothing is cut off."""
    made = images.rotate(
        inputs.image,
        angle=inputs.angle,
        background=inputs.background,
    )
    return Outputs(image=made)
