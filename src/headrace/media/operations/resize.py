"""Resize: a new size by Lanczos resampling."""

from typing import Literal

import pyvips

Mode = Literal["fit", "fill", "stretch"]

_MOST_PIXELS = 100_000_000


def resize(image: pyvips.Image, *, width: int, height: int, mode: Mode) -> pyvips.Image:
    """`fit` stays within the box; `fill` and `stretch` give exactly width × height."""
    if mode == "stretch":
        return stretched(image, width, height)
    if mode == "fit":
        return fitted(image, width, height)
    return filled(image, width, height)


def stretched(image: pyvips.Image, width: int, height: int) -> pyvips.Image:
    """Exactly this size, whatever becomes of the proportions."""
    if (image.width, image.height) == (width, height):
        return image
    return image.thumbnail_image(width, height=height, size="force", no_rotate=True)


def fitted(image: pyvips.Image, width: int, height: int) -> pyvips.Image:
    """The largest size within the box that keeps the proportions."""
    scale = min(width / image.width, height / image.height)
    return stretched(
        image,
        min(width, max(1, round(image.width * scale))),
        min(height, max(1, round(image.height * scale))),
    )


def filled(image: pyvips.Image, width: int, height: int) -> pyvips.Image:
    """Exactly this size; what overhangs is cut where least catches the eye."""
    scale = max(width / image.width, height / image.height)
    if image.width * image.height * scale * scale > _MOST_PIXELS:
        # A long strip enlarged to cover the box would be far larger than either.
        box = max(1, round(width / scale)), max(1, round(height / scale))
        return stretched(_cut(image, *box), width, height)
    covering = stretched(
        image,
        max(width, round(image.width * scale)),
        max(height, round(image.height * scale)),
    )
    return _cut(covering, width, height)


def _cut(image: pyvips.Image, width: int, height: int) -> pyvips.Image:
    if (image.width, image.height) == (width, height):
        return image
    # Looking for what catches the eye reads the pixels once more.
    return image.copy_memory().smartcrop(width, height, interesting="attention")
