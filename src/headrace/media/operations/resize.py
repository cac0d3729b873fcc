"""Resize: a new size by Lanczos resampling."""

from typing import Literal

import pyvips

Mode = Literal["fit", "fill", "stretch"]


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
    covering = stretched(
        image,
        max(width, round(image.width * scale)),
        max(height, round(image.height * scale)),
    )
    if (covering.width, covering.height) == (width, height):
        return covering
    # Looking for what catches the eye reads the pixels once more.
    return covering.copy_memory().smartcrop(width, height, interesting="attention")
