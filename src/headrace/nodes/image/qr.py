"""QR code: makes a QR code of a text or an address."""

from typing import Literal

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    text: str = field(max_length=2_900)
    """What the code says."""
    size: int = field(512, ge=21, le=4096)
    """Width and height in pixels."""
    colour: Colour = field(Colour("#000000"))
    """Colour of the modules; darker than the ground."""
    background: Colour = field(Colour("#ffffff"))
    """Colour of the ground."""
    correction: Literal["l", "m", "q", "h"] = field("m", advanced=True)
    """How much damage the code survives: 7, 15, 25 or 30 per cent."""


class Outputs(Ports):
    image: Image
    """The code, its quiet zone included."""


@node("image.qr", version=1, title="QR code", category="image", local=True)
async def qr(inputs: Inputs, _context: Context) -> Outputs:
    """Makes a QR code of a text or an address."""
    made = images.qr(
        inputs.text,
        size=inputs.size,
        colour=inputs.colour,
        background=inputs.background,
        correction=inputs.correction,
    )
    return Outputs(image=made)
