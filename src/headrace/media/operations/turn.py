"""Rotate and flip."""

from typing import Literal

import pyvips

from headrace.media.operations.colours import opacity, rgba
from headrace.media.operations.layers import with_alpha

Direction = Literal["horizontal", "vertical"]

_QUARTERS = {0: "d0", 90: "d90", 180: "d180", 270: "d270"}


def rotate(image: pyvips.Image, *, angle: float, background: str) -> pyvips.Image:
    """Clockwise, in degrees; the picture grows so that nothing is cut off."""
    quarter = _QUARTERS.get(int(angle) % 360) if float(angle).is_integer() else None
    if quarter:
        return image.rot(quarter)
    turned = (
        with_alpha(image)
        .premultiply()
        .rotate(angle, interpolate=pyvips.Interpolate.new("bicubic"), background=[0.0] * 4)
        .unpremultiply()
        .cast("uchar")
        .copy(interpretation="srgb")
    )
    if opacity(background) == 0:
        return turned
    below = turned.new_from_image(rgba(background)).copy(interpretation="srgb")
    laid = below.composite2(turned, "over").cast("uchar")
    return laid if opacity(background) < 1 else laid[0:3]


def flip(image: pyvips.Image, *, direction: Direction) -> pyvips.Image:
    return image.flip(direction)
