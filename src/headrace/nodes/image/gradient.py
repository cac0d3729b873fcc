"""Gradient: makes a picture that runs from one colour to another."""

from typing import Literal

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    width: int = field(1080, ge=1, le=8192)
    """Width in pixels."""
    height: int = field(1080, ge=1, le=8192)
    """Height in pixels."""
    start: Colour = field(Colour("#1e3a8a"))
    """The first colour."""
    end: Colour = field(Colour("#f59e0b"))
    """The last colour."""
    angle: float = field(180, ge=0, le=360)
    """Direction in degrees: 0 runs upwards, 90 to the right."""
    shape: Literal["linear", "radial"] = "linear"
    """Straight, or from the middle outwards."""


class Outputs(Ports):
    image: Image
    """The gradient."""


@node("image.gradient", version=1, title="Gradient", category="image", local=True)
async def gradient(inputs: Inputs, _context: Context) -> Outputs:
    """Makes a picture that runs from one colour to another."""
    made = images.gradient(
        width=inputs.width,
        height=inputs.height,
        start=inputs.start,
        end=inputs.end,
        angle=inputs.angle,
        shape=inputs.shape,
    )
    return Outputs(image=made)
