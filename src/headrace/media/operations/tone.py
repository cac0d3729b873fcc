"""Adjust, blur and sharpen."""

from collections.abc import Callable

import pyvips

_LUMA = [0.2126, 0.7152, 0.0722]


def adjust(
    image: pyvips.Image, *, brightness: float, contrast: float, saturation: float, warmth: float
) -> pyvips.Image:
    """Each from -100 to 100; 0 leaves as it is. Transparency stays."""
    return _on_colours(image, lambda c: _toned(c, brightness, contrast, saturation, warmth))


def _toned(
    colours: pyvips.Image, brightness: float, contrast: float, saturation: float, warmth: float
) -> pyvips.Image:
    slope = 1 + contrast / 100 if contrast <= 0 else 1 / (1.02 - contrast / 100)
    lift = brightness * 1.27
    tint = [warmth * 0.3, 0.0, -warmth * 0.3]
    offsets = [128 - 128 * slope + lift + shift for shift in tint]
    toned = colours.linear([slope] * 3, offsets)
    if saturation:
        amount = 1 + saturation / 100
        rows = [
            [(1 - amount) * luma + (amount if row == column else 0)
             for column, luma in enumerate(_LUMA)]
            for row in range(3)
        ]  # fmt: skip
        toned = toned.recomb(pyvips.Image.new_from_array(rows))
    return toned.cast("uchar")


def blur(image: pyvips.Image, *, strength: float) -> pyvips.Image:
    """`strength` is the blur's width in per cent of the shorter side."""
    sigma = min(image.width, image.height) * strength / 200
    if sigma < 0.2:
        return image
    if not image.hasalpha():
        return image.gaussblur(sigma)
    soft = image.premultiply().gaussblur(sigma).unpremultiply().cast("uchar")
    return soft.copy(interpretation="srgb")


def sharpen(image: pyvips.Image, *, strength: float) -> pyvips.Image:
    """From 0, nothing, to 100, very crisp."""
    if strength <= 0:
        return image
    crisp = _on_colours(
        image,
        lambda c: c.sharpen(sigma=0.8, m1=strength / 100, m2=strength / 12).colourspace("srgb"),
    )
    return crisp.cast("uchar").copy(interpretation="srgb")


def _on_colours(
    image: pyvips.Image, change: Callable[[pyvips.Image], pyvips.Image]
) -> pyvips.Image:
    if not image.hasalpha():
        return change(image).copy(interpretation="srgb")
    return change(image[0:3]).bandjoin(image[3]).copy(interpretation="srgb")
