"""Adjust: changes the brightness, contrast, saturation and warmth of a picture."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    brightness: float = field(0, ge=-100, le=100)
    """From -100, black, to 100, bright."""
    contrast: float = field(0, ge=-100, le=100)
    """From -100, grey, to 100, harsh."""
    saturation: float = field(0, ge=-100, le=100)
    """From -100, black and white, to 100, vivid."""
    warmth: float = field(0, ge=-100, le=100)
    """From -100, bluish, to 100, golden."""


class Outputs(Ports):
    image: Image
    """The changed picture."""


@node("image.adjust", version=1, title="Adjust", category="image", local=True)
async def adjust(inputs: Inputs, _context: Context) -> Outputs:
    """Changes the brightness, contrast, saturation and warmth of a picture."""
    made = images.adjust(
        inputs.image,
        brightness=inputs.brightness,
        contrast=inputs.contrast,
        saturation=inputs.saturation,
        warmth=inputs.warmth,
    )
    return Outputs(image=made)
