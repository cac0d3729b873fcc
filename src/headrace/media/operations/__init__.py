"""What can be done to pixels, by name. Runs in the sandbox only; importing it loads libvips.

An operation takes its sources in order and its settings by name, and gives sRGB pixels of
8 bits with 3 or 4 bands. A query gives JSON instead.
"""

from collections.abc import Callable

import pyvips

from headrace.graph.values import Json
from headrace.media.operations import crop, overlay, palette, resize, sheet, sources, tone, turn
from headrace.media.operations.convert import convert
from headrace.media.operations.text import text
from headrace.media.operations.typeset import Style, typeset

OPERATIONS: dict[str, Callable[..., pyvips.Image]] = {
    "adjust": tone.adjust,
    "blur": tone.blur,
    "compare": sheet.compare,
    "contact_sheet": sheet.contact_sheet,
    "convert": convert,
    "crop": crop.crop,
    "flip": turn.flip,
    "gradient": sources.gradient,
    "overlay": overlay.overlay,
    "pad": crop.pad,
    "qr": sources.qr,
    "resize": resize.resize,
    "rotate": turn.rotate,
    "shadow": overlay.shadow,
    "sharpen": tone.sharpen,
    "text": text,
    "watermark": overlay.watermark,
}

QUERIES: dict[str, Callable[..., Json]] = {
    "palette": palette.palette,
    "size": palette.size,
}


def warm_up() -> None:
    """Reads the fonts, so that the first text costs no more than the second."""
    style = Style(family="Sans", weight="Bold", size=20, colour="#000000", align="center")
    typeset("Aé 日本", style, 200, 100).avg()
