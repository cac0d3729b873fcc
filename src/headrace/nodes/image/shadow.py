"""Shadow: lets a picture float above its shadow."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    image: Image
    """The picture; a cut-out keeps its outline."""
    softness: float = field(4, ge=0, le=20)
    """Width of the blur, in per cent of the shorter side."""
    distance: float = field(2, ge=0, le=20)
    """How far the shadow falls, in per cent of the shorter side."""
    colour: Colour = field(Colour("#000000b3"))
    """Colour of the shadow."""
    background: Colour = field(Colour("#ffffff00"))
    """Colour of the ground; transparent unless set."""


class Outputs(Ports):
    image: Image
    """The picture and its shadow, larger by both."""


@node("image.shadow", version=1, title="Shadow", category="image", local=True)
async def shadow(inputs: Inputs, _context: Context) -> Outputs:
    """Lets a picture float above its shadow."""
    made = images.shadow(
        inputs.image,
        softness=inputs.softness,
        distance=inputs.distance,
        colour=inputs.colour,
        background=inputs.background,
    )
    return Outputs(image=made)
