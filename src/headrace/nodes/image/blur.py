"""Blur: makes a picture soft."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    strength: float = field(1, ge=0, le=20)
    """Width of the blur, in per cent of the picture's shorter side."""


class Outputs(Ports):
    image: Image
    """The soft picture."""


@node("image.blur", version=1, title="Blur", category="image", local=True)
async def blur(inputs: Inputs, _context: Context) -> Outputs:
    """Makes a picture soft."""
    return Outputs(image=images.blur(inputs.image, strength=inputs.strength))
