"""Compare: puts two pictures side by side."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Colour, Image
from headrace.media import images


class Inputs(Ports):
    before: Image
    """The picture on the left."""
    after: Image
    """The picture on the right, brought to the height of the left."""
    before_label: str = field("Before", max_length=60)
    """Written on the left picture; empty for nothing."""
    after_label: str = field("After", max_length=60)
    """Written on the right picture; empty for nothing."""
    gap: int = field(8, ge=0, le=256)
    """Space between the two, in pixels."""
    background: Colour = field(Colour("#ffffff"))
    """Colour of the space between."""


class Outputs(Ports):
    image: Image
    """Both side by side."""


@node("image.compare", version=1, title="Compare", category="image", local=True)
async def compare(inputs: Inputs, _context: Context) -> Outputs:
    """Puts two pictures side by side."""
    made = images.compare(
        inputs.before,
        inputs.after,
        before_label=inputs.before_label,
        after_label=inputs.after_label,
        gap=inputs.gap,
        background=inputs.background,
    )
    return Outputs(image=made)
