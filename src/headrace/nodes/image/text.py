"""Text on image: writes text on a picture, wrapped, and set smaller when it would not fit."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images
from headrace.media.images import Align, Backing, Font, Place, Weight


class Inputs(Ports):
    image: Image
    """The picture to write on."""
    text: str = field("", max_length=5_000, multiline=True)
    """What to write, in any script."""
    position: Place = "bottom"
    """Where the text stands."""
    size: float = field(8, ge=0.5, le=100)
    """Height of the letters, in per cent of the picture's height."""
    colour: Colour = field(Colour("#ffffff"))
    """Colour of the text."""
    font: Font = "Sans"
    """The family; scripts it lacks are taken from one that has them."""
    align: Align = "center"
    """How lines stand below each other."""
    weight: Weight = field("Bold", advanced=True)
    """How heavy the letters are."""
    margin: float = field(5, ge=0, le=45, advanced=True)
    """Distance from the edges, in per cent of the shorter side."""
    backing: Backing = field("shadow", advanced=True)
    """What keeps the text readable: a soft shadow, a box, or nothing."""
    backing_colour: Colour = field(Colour("#000000b3"), advanced=True)
    """Colour of the shadow or box."""


class Outputs(Ports):
    image: Image
    """The picture with the text on it."""


@node("image.text", version=1, title="Text on image", category="image", local=True)
async def text(inputs: Inputs, _context: Context) -> Outputs:
    """Writes text on a picture, wrapped, and set smaller when it would not fit."""
    made = images.text(
        inputs.image,
        inputs.text,
        position=inputs.position,
        size=inputs.size,
        colour=inputs.colour,
        font=inputs.font,
        weight=inputs.weight,
        align=inputs.align,
        margin=inputs.margin,
        backing=inputs.backing,
        backing_colour=inputs.backing_colour,
    )
    return Outputs(image=made)
