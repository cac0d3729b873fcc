"""Watermark: marks a picture with words or another picture."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images
from headrace.media.images import Layout


class Inputs(Ports):
    image: Image
    """The picture to mark."""
    text: str = field("", max_length=200)
    """The words, unless there is a mark."""
    mark: Image | None = None
    """A picture to mark with, a logo for example."""
    layout: Layout = "tiled"
    """All over the picture, or once."""
    size: float = field(25, ge=2, le=100)
    """Width of the mark, in per cent of the picture's width."""
    opacity: float = field(0.35, ge=0, le=1)
    """From 0, invisible, to 1, solid."""
    colour: Colour = field(Colour("#ffffff"))
    """Colour of the words."""


class Outputs(Ports):
    image: Image
    """The marked picture."""


@node("image.watermark", version=1, title="Watermark", category="image", local=True)
async def watermark(inputs: Inputs, _context: Context) -> Outputs:
    """Marks a picture with words or another picture."""
    made = images.watermark(
        inputs.image,
        text=inputs.text,
        mark=inputs.mark,
        layout=inputs.layout,
        size=inputs.size,
        opacity=inputs.opacity,
        colour=inputs.colour,
    )
    return Outputs(image=made)
