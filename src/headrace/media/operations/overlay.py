"""Overlay, watermark and shadow: pictures on pictures."""

import math
from typing import Literal

import pyvips

from headrace.media.errors import MediaError
from headrace.media.operations.colours import opacity as opacity_of
from headrace.media.operations.colours import rgb
from headrace.media.operations.layers import Place, corner, faded, lay, solid, with_alpha
from headrace.media.operations.resize import fitted
from headrace.media.operations.typeset import Style, typeset

Layout = Literal["tiled", "top-left", "top-right", "center", "bottom-left", "bottom-right"]


def overlay(
    image: pyvips.Image,
    over: pyvips.Image,
    *,
    position: Place,
    size: float,
    margin: float,
    opacity: float,
    blend: str,
) -> pyvips.Image:
    """`size` is the largest share of the width and height it may take, `margin` the distance
    from the edges as a share of the shorter side; both in per cent."""
    width, height = image.width, image.height
    layer = fitted(over, max(1, round(width * size / 100)), max(1, round(height * size / 100)))
    edge = round(min(width, height) * margin / 100)
    left, top = corner(position, (width, height), (layer.width, layer.height), edge)
    return lay(image, faded(layer, opacity), left, top, "over" if blend == "normal" else blend)


def watermark(
    image: pyvips.Image,
    mark: pyvips.Image | None = None,
    *,
    text: str,
    layout: Layout,
    size: float,
    opacity: float,
    colour: str,
) -> pyvips.Image:
    """A picture or words; `size` is the mark's width in per cent of the picture's."""
    if mark is None and not text.strip():
        raise MediaError("media.impossible", "Give the watermark a text or a picture.")
    width = max(8, round(image.width * size / 100))
    height = max(8, image.height // (3 if layout == "tiled" else 1))
    if mark:
        layer = fitted(mark, width, height)
    else:
        layer = _one_line(" ".join(text.split()), colour, width, height)
    layer = faded(layer, opacity).copy_memory()
    if layout == "tiled":
        return lay(image, _tiles(layer, image.width, image.height), 0, 0)
    edge = round(min(image.width, image.height) * 0.03)
    inner = layer.width, layer.height
    return lay(image, layer, *corner(layout, (image.width, image.height), inner, edge))


def _one_line(text: str, colour: str, width: int, height: int) -> pyvips.Image:
    """Too low for a second line, so that the words get small instead."""
    size = min(height / 1.5, max(4.0, 2.2 * width / len(text)))
    return typeset(text, Style("Sans", "Bold", size, colour, "center"), width, round(size * 1.5))


def _tiles(layer: pyvips.Image, width: int, height: int) -> pyvips.Image:
    """The mark everywhere, slanted, with air around it."""
    slanted = layer.premultiply().rotate(-30, background=[0.0] * 4).unpremultiply()
    slanted = slanted.cast("uchar").copy(interpretation="srgb")
    gap = max(4, round(slanted.width * 0.15))
    tile = slanted.embed(gap, gap, slanted.width + 2 * gap, slanted.height + 2 * gap)
    across, down = math.ceil(width / tile.width), math.ceil(height / tile.height)
    return tile.copy_memory().replicate(across, down).crop(0, 0, width, height)


def shadow(
    image: pyvips.Image,
    *,
    softness: float,
    distance: float,
    colour: str,
    background: str,
) -> pyvips.Image:
    """The picture above its shadow, on larger ground; lengths in per cent of the shorter side."""
    side = min(image.width, image.height) / 100
    sigma, drop = max(0.5, softness * side / 2), round(distance * side)
    edge = math.ceil(sigma * 2.5) + drop
    width, height = image.width + 2 * edge, image.height + 2 * edge
    subject = with_alpha(image).copy_memory()
    shape = subject[3].embed(edge, edge + drop, width, height)
    alpha = shape.gaussblur(sigma).linear([opacity_of(colour)], [0.0], uchar=True).copy_memory()
    shade = alpha.new_from_image(rgb(colour)).bandjoin(alpha).copy(interpretation="srgb")
    ground = solid(width, height, background)
    if opacity_of(background) == 1:
        ground = ground[0:3]
    return lay(lay(ground, shade, 0, 0), subject, edge, edge)
