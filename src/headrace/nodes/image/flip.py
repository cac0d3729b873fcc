"""Flip: mirrors a picture."""

from typing import Literal

from headrace.graph.nodetype import Context, Ports, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    direction: Literal["horizontal", "vertical"] = "horizontal"
    """Horizontal swaps left and right, vertical top and bottom."""


class Outputs(Ports):
    image: Image
    """The mirrored picture."""


@node("image.flip", version=1, title="Flip", category="image", local=True)
async def flip(inputs: Inputs, _context: Context) -> Outputs:
    """Mirrors a picture."""
    return Outputs(image=images.flip(inputs.image, direction=inputs.direction))
