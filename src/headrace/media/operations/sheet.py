"""Contact sheet and compare: several pictures on one."""

import math
from typing import Literal

import pyvips

from headrace.media.errors import MediaError
from headrace.media.operations.colours import opacity, rgb, rgba
from headrace.media.operations.layers import lay, solid
from headrace.media.operations.resize import filled, fitted, stretched
from headrace.media.operations.typeset import Style, typeset

_CAPTION = 0.12
"""A caption's height as a share of the cell's."""


def contact_sheet(
    *images: pyvips.Image,
    columns: int,
    cell_width: int,
    cell_height: int,
    gap: int,
    mode: Literal["fit", "fill"],
    background: str,
    captions: list[str],
) -> pyvips.Image:
    """Cells in rows, `gap` pixels around each; captions stand below."""
    if not images:
        raise MediaError("media.impossible", "A contact sheet needs at least one picture.")
    columns = min(columns, len(images))
    rows = math.ceil(len(images) / columns)
    strip = round(cell_height * _CAPTION) if any(captions) else 0
    cell = cell_width + gap, cell_height + strip + gap
    joined = pyvips.Image.arrayjoin(
        [
            _cell(image, caption, cell, (cell_width, cell_height), mode, background)
            for image, caption in zip(images, _padded(captions, len(images)), strict=True)
        ],
        across=columns,
        background=rgba(background),
    )
    ground = solid(columns * cell[0] + gap, rows * cell[1] + gap, background)
    if opacity(background) == 1:
        ground = ground[0:3]
    return ground.insert(_like(ground, joined), gap, gap).crop(0, 0, ground.width, ground.height)


def compare(
    before: pyvips.Image,
    after: pyvips.Image,
    *,
    before_label: str,
    after_label: str,
    gap: int,
    background: str,
) -> pyvips.Image:
    """Side by side at the height of the first, `gap` pixels between, labels on the pictures."""
    height = before.height
    right = stretched(after, max(1, round(after.width * height / after.height)), height)
    ground = solid(before.width + gap + right.width, height, background)[0:3]
    sheet = lay(lay(ground, before, 0, 0), right, before.width + gap, 0)
    sheet = _labelled(sheet, before_label, 0, before.width)
    return _labelled(sheet, after_label, before.width + gap, right.width)


def _cell(
    image: pyvips.Image,
    caption: str,
    cell: tuple[int, int],
    box: tuple[int, int],
    mode: Literal["fit", "fill"],
    background: str,
) -> pyvips.Image:
    picture = filled(image, *box) if mode == "fill" else fitted(image, *box)
    left, top = (box[0] - picture.width) // 2, (box[1] - picture.height) // 2
    ground = lay(solid(*cell, background), picture, left, top)
    if not caption.strip():
        return ground
    height = box[1] * _CAPTION
    style = Style("Sans", "Regular", height * 0.62, _readable_on(background), "center")
    words = typeset(caption, style, box[0], max(1, round(height * 0.8)))
    at = (box[0] - words.width) // 2, box[1] + round((height - words.height) / 2)
    return lay(ground, words, *at)


def _labelled(sheet: pyvips.Image, label: str, left: int, width: int) -> pyvips.Image:
    if not label.strip():
        return sheet
    size = max(10.0, sheet.height * 0.045)
    edge = round(size * 0.5)
    style = Style("Sans", "Bold", size, "#ffffff", "center")
    words = typeset(label, style, max(1, width - 4 * edge), round(size * 2))
    box = solid(words.width + 2 * edge, words.height + 2 * edge, "#000000a6")
    at = left + edge, sheet.height - box.height - edge
    return lay(lay(sheet, box, *at), words, at[0] + edge, at[1] + edge)


def _padded(captions: list[str], count: int) -> list[str]:
    return (captions + [""] * count)[:count]


def _like(ground: pyvips.Image, image: pyvips.Image) -> pyvips.Image:
    return image if ground.hasalpha() else image[0:3]


def _readable_on(background: str) -> str:
    red, green, blue = rgb(background)
    bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 or opacity(background) < 0.5
    return "#1a1a1a" if bright else "#f5f5f5"
