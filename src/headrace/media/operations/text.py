"""Text on a picture: it always fits inside, and can be read on any ground."""

from typing import Literal

import pyvips

from headrace.media.operations.colours import opacity, rgb
from headrace.media.operations.layers import Place, corner, faded, lay, solid
from headrace.media.operations.typeset import Align, Style, typeset

Backing = Literal["shadow", "box", "none"]

_BOX_PADDING = 0.45
"""Of the text's size, on every side."""


def text(
    image: pyvips.Image,
    *,
    text: str,
    position: Place,
    size: float,
    colour: str,
    font: str,
    weight: str,
    align: Align,
    margin: float,
    backing: Backing,
    backing_colour: str,
) -> pyvips.Image:
    """`size` in per cent of the picture's height, `margin` of its shorter side."""
    if not text.strip():
        return image
    edge = round(min(image.width, image.height) * margin / 100)
    pixels = max(1.0, image.height * size / 100)
    padding = round(pixels * _BOX_PADDING) if backing == "box" else 0
    box = [max(1, side - 2 * (edge + padding)) for side in (image.width, image.height)]
    style = Style(font, weight, pixels, colour, align)
    words = faded(typeset(text, style, *box), opacity(colour)).copy_memory()
    left, top = corner(position, (image.width, image.height), _size(words), edge + padding)
    if backing == "shadow":
        image = _shaded(image, words, left, top, pixels, backing_colour)
    elif backing == "box":
        width, height = (side + 2 * padding for side in _size(words))
        image = lay(image, solid(width, height, backing_colour), left - padding, top - padding)
    return lay(image, words, left, top)


def _size(image: pyvips.Image) -> tuple[int, int]:
    return image.width, image.height


def _shaded(
    image: pyvips.Image, words: pyvips.Image, left: int, top: int, pixels: float, colour: str
) -> pyvips.Image:
    """A soft shadow, a little below the words."""
    sigma = max(0.6, pixels * 0.09)
    spread = round(sigma * 3)
    wide = words[3].embed(spread, spread, words.width + 2 * spread, words.height + 2 * spread)
    # Read twice below: as the shadow's shape, and by what it darkens.
    alpha = wide.gaussblur(sigma).linear([1.6 * opacity(colour)], [0.0], uchar=True).copy_memory()
    shadow = alpha.new_from_image(rgb(colour)).bandjoin(alpha)
    shadow = shadow.copy(interpretation="srgb")
    return lay(image, shadow, left - spread, top - spread + round(pixels * 0.04))
