"""Crop: cuts the edges off a picture."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    left: float = field(0, ge=0, le=99)
    """How much to cut off the left, in per cent of the width."""
    top: float = field(0, ge=0, le=99)
    """How much to cut off the top, in per cent of the height."""
    right: float = field(0, ge=0, le=99)
    """How much to cut off the right, in per cent of the width."""
    bottom: float = field(0, ge=0, le=99)
    """How much to cut off the bottom, in per cent of the height."""


class Outputs(Ports):
    image: Image
    """What is left of the picture."""


@node("image.crop", version=1, title="Crop", category="image", local=True)
async def crop(inputs: Inputs, _context: Context) -> Outputs:
    """Cuts the edges off a picture."""
    made = images.crop(
        inputs.image,
        left=inputs.left,
        top=inputs.top,
        right=inputs.right,
        bottom=inputs.bottom,
    )
    return Outputs(image=made)
