"""Image: a picture chosen or asked for."""

from headrace.graph.nodetype import Context, Ports, node
from headrace.graph.values import Image


class Inputs(Ports):
    image: Image
    """The picture."""


class Outputs(Ports):
    image: Image
    """The same picture."""


@node("image", version=1, title="Image", category="sources", local=True)
async def image(inputs: Inputs, _context: Context) -> Outputs:
    """A picture chosen or asked for."""
    return Outputs(image=inputs.image)
