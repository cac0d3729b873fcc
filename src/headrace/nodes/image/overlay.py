"""Overlay: lays one picture on another."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images
from headrace.media.images import Blend, Place


class Inputs(Ports):
    image: Image
    """The picture below."""
    over: Image
    """The picture laid on top."""
    position: Place = "center"
    """Where it stands."""
    size: float = field(100, ge=1, le=100)
    """The most it takes of the width and the height, in per cent; its proportions stay."""
    margin: float = field(0, ge=0, le=50)
    """Distance from the edges, in per cent of the shorter side."""
    opacity: float = field(1, ge=0, le=1)
    """From 0, invisible, to 1, solid."""
    blend: Blend = "normal"
    """How the colours of the two meet."""


class Outputs(Ports):
    image: Image
    """Both as one picture, the size of the one below."""


@node("image.overlay", version=1, title="Overlay", category="image", local=True)
async def overlay(inputs: Inputs, _context: Context) -> Outputs:
    """Lays one picture on another."""
    made = images.overlay(
        inputs.image,
        inputs.over,
        position=inputs.position,
        size=inputs.size,
        margin=inputs.margin,
        opacity=inputs.opacity,
        blend=inputs.blend,
    )
    return Outputs(image=made)
