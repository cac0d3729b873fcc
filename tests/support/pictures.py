"""Pictures for tests."""

import io

from PIL import Image

_WHOLE = Image.Transform.EXTENT


def picture(width: int = 32, height: int = 24, format: str = "PNG") -> bytes:
    """A colourful picture of this size, the same bytes each time."""
    down = Image.linear_gradient("L").transform((width, height), _WHOLE, (0, 0, 256, 256))
    around = Image.radial_gradient("L").transform((width, height), _WHOLE, (0, 0, 256, 256))
    buffer = io.BytesIO()
    Image.merge("RGB", [down, around, down.rotate(180)]).save(buffer, format)
    return buffer.getvalue()
