"""Sharpen: makes edges crisp."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    strength: float = field(30, ge=0, le=100)
    """From 0, nothing, to 100, very crisp."""


class Outputs(Ports):
    image: Image
    """The crisp picture."""


@node("image.sharpen", version=1, title="Sharpen", category="image", local=True)
async def sharpen(inputs: Inputs, _context: Context) -> Outputs:
    """Makes edges crisp."""
    return Outputs(image=images.sharpen(inputs.image, strength=inputs.strength))
