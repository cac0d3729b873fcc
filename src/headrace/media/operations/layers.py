"""Laying one picture on another."""

from typing import Literal

import pyvips

from headrace.media.operations.colours import rgba

Place = Literal[
    "top-left", "top", "top-right",
    "left", "center", "right",
    "bottom-left", "bottom", "bottom-right",
]  # fmt: skip


def solid(width: int, height: int, colour: str) -> pyvips.Image:
    """One colour everywhere, 4 bands."""
    pixel = pyvips.Image.black(1, 1, bands=4).linear([1.0] * 4, rgba(colour)).cast("uchar")
    return pixel.embed(0, 0, width, height, extend="copy").copy(interpretation="srgb")


def with_alpha(image: pyvips.Image) -> pyvips.Image:
    return image if image.hasalpha() else image.bandjoin(255.0).copy(interpretation="srgb")


def faded(layer: pyvips.Image, opacity: float) -> pyvips.Image:
    """The same picture, its opacity multiplied by 0 to 1."""
    layer = with_alpha(layer)
    if opacity >= 1:
        return layer
    return (
        layer.linear([1.0, 1.0, 1.0, opacity], [0.0] * 4).cast("uchar").copy(interpretation="srgb")
    )


def corner(
    place: Place, outer: tuple[int, int], inner: tuple[int, int], margin: int
) -> tuple[int, int]:
    """Where the inner box's top left goes for it to stand at `place`, in pixels."""
    across = _along(outer[0], inner[0], margin, "left" in place, "right" in place)
    down = _along(outer[1], inner[1], margin, "top" in place, "bottom" in place)
    return across, down


def _along(outer: int, inner: int, margin: int, at_start: bool, at_end: bool) -> int:
    if at_start:
        return margin
    return outer - inner - margin if at_end else (outer - inner) // 2


def lay(
    base: pyvips.Image, layer: pyvips.Image, left: int, top: int, blend: str = "over"
) -> pyvips.Image:
    """The base with the layer on it, the base's size and transparency kept.

    Only the pixels under the layer are blended; what sticks out is cut off.
    """
    x, y = max(0, left), max(0, top)
    width = min(base.width, left + layer.width) - x
    height = min(base.height, top + layer.height) - y
    if width <= 0 or height <= 0:
        return base
    above = with_alpha(layer.crop(x - left, y - top, width, height))
    below = base.crop(x, y, width, height)
    if blend == "over" and not base.hasalpha():
        # Integer blending: several times faster than the general case.
        patch = above[3].ifthenelse(above[0:3], below, blend=True)
    else:
        patch = below.composite2(above, blend).cast("uchar")
        patch = patch if base.hasalpha() else patch[0:3]
    return base.insert(patch.copy(interpretation="srgb"), x, y)
