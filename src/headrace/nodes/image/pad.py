"""Pad: puts the whole picture on ground of an exact size."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images
from headrace.media.images import Place


class Inputs(Ports):
    image: Image
    """The picture to change."""
    width: int = field(1080, ge=1, le=8192)
    """Width in pixels."""
    height: int = field(1080, ge=1, le=8192)
    """Height in pixels."""
    margin: int = field(0, ge=0, le=2048)
    """Free space around the picture, in pixels."""
    position: Place = "center"
    """Where the picture stands."""
    background: Colour = field(Colour("#ffffff"))
    """Colour of the ground; it may be transparent."""


class Outputs(Ports):
    image: Image
    """The picture on its ground."""


@node("image.pad", version=1, title="Pad", category="image", local=True)
async def pad(inputs: Inputs, _context: Context) -> Outputs:
    """Puts the whole picture on ground of an exact size."""
    made = images.pad(
        inputs.image,
        width=inputs.width,
        height=inputs.height,
        margin=inputs.margin,
        position=inputs.position,
        background=inputs.background,
    )
    return Outputs(image=made)
