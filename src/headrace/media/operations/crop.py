"""Crop and pad: less picture, or more ground around it."""

import pyvips

from headrace.media.errors import MediaError
from headrace.media.operations.layers import Place, corner, lay, solid
from headrace.media.operations.resize import fitted


def crop(
    image: pyvips.Image, *, left: float, top: float, right: float, bottom: float
) -> pyvips.Image:
    """Cuts per cent of the width or height off each side."""
    if left + right >= 100 or top + bottom >= 100:
        raise MediaError(
            "media.impossible", "Cut off less: opposite sides must leave something between them."
        )
    x, y = round(image.width * left / 100), round(image.height * top / 100)
    width = image.width - x - round(image.width * right / 100)
    height = image.height - y - round(image.height * bottom / 100)
    x, y = min(x, image.width - 1), min(y, image.height - 1)
    return image.crop(x, y, max(1, width), max(1, height))


def pad(
    image: pyvips.Image, *, width: int, height: int, margin: int, position: Place, background: str
) -> pyvips.Image:
    """Exactly width × height pixels, the whole picture inside, at least `margin` pixels around."""
    if 2 * margin >= min(width, height):
        raise MediaError("media.impossible", "Make the margin smaller or the picture larger.")
    inside = fitted(image, width - 2 * margin, height - 2 * margin)
    left, top = corner(position, (width, height), (inside.width, inside.height), margin)
    ground = solid(width, height, background)
    if len(background) == 7:
        ground = ground[0:3]
    return lay(ground, inside, left, top)
