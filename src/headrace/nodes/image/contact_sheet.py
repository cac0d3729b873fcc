"""Contact sheet: puts many pictures on one, in rows."""

from typing import Literal

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    images: list[Image] = field(min_length=1)
    """The pictures, in order."""
    captions: list[str] = field([])
    """A line below each picture, in the same order."""
    columns: int = field(3, ge=1, le=20)
    """Pictures per row."""
    cell_width: int = field(400, ge=16, le=2048)
    """Width of each picture's place, in pixels."""
    cell_height: int = field(400, ge=16, le=2048)
    """Height of each picture's place, in pixels."""
    gap: int = field(16, ge=0, le=256)
    """Space between the places and around them, in pixels."""
    mode: Literal["fit", "fill"] = "fit"
    """Fit shows whole pictures; fill fills each place and cuts what overhangs."""
    background: Colour = field(Colour("#ffffff"))
    """Colour of the ground."""


class Outputs(Ports):
    image: Image
    """The sheet."""


@node("image.contact_sheet", version=1, title="Contact sheet", category="image", local=True)
async def contact_sheet(inputs: Inputs, _context: Context) -> Outputs:
    """Puts many pictures on one, in rows."""
    made = images.contact_sheet(
        inputs.images,
        captions=inputs.captions,
        columns=inputs.columns,
        cell_width=inputs.cell_width,
        cell_height=inputs.cell_height,
        gap=inputs.gap,
        mode=inputs.mode,
        background=inputs.background,
    )
    return Outputs(image=made)
