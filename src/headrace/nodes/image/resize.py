"""Resize: gives a picture a new size."""

from typing import Literal

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture to change."""
    width: int = field(1080, ge=1, le=8192)
    """Width in pixels."""
    height: int = field(1080, ge=1, le=8192)
    """Height in pixels."""
    mode: Literal["fit", "fill", "stretch"] = "fit"
    """Fit stays within the size and keeps the proportions; fill gives exactly the size and
    cuts what least catches the eye; stretch distorts."""


class Outputs(Ports):
    image: Image
    """The picture at its new size."""


@node("image.resize", version=1, title="Resize", category="image", local=True)
async def resize(inputs: Inputs, _context: Context) -> Outputs:
    """Gives a picture a new size."""
    made = images.resize(
        inputs.image,
        width=inputs.width,
        height=inputs.height,
        mode=inputs.mode,
    )
    return Outputs(image=made)
