"""Convert: says in which format a picture is written and how small."""

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.graph.values import Image
from headrace.media import images
from headrace.media.picture import Format


class Inputs(Ports):
    image: Image
    """The picture to convert."""
    format: Format = "webp"
    """PNG is exact; JPEG is read everywhere and knows no transparency; WebP and AVIF are
    small."""
    quality: int = field(80, ge=1, le=100)
    """From 1, smallest, to 100, best; PNG ignores it."""


class Outputs(Ports):
    image: Image
    """The picture in that format."""


@node("image.convert", version=1, title="Convert", category="image", local=True)
async def convert(inputs: Inputs, _context: Context) -> Outputs:
    """Says in which format a picture is written and how small."""
    made = images.convert(
        inputs.image,
        format=inputs.format,
        quality=inputs.quality,
    )
    return Outputs(image=made)
