"""Gradient and QR code: pictures from nothing."""

import math
from typing import Literal

import pyvips
import segno

from headrace.media.errors import MediaError
from headrace.media.operations.colours import opacity, rgba
from headrace.media.operations.layers import solid


def gradient(
    *,
    width: int,
    height: int,
    start: str,
    end: str,
    angle: float,
    shape: Literal["linear", "radial"],
) -> pyvips.Image:
    """From one colour to the other. 0° runs upwards, 90° to the right, as in CSS."""
    grid = pyvips.Image.xyz(width, height)
    x, y = grid[0] - (width - 1) / 2, grid[1] - (height - 1) / 2
    if shape == "radial":
        along = (x * x + y * y) ** 0.5 / max(1.0, math.hypot(width, height) / 2)
    else:
        sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        length = abs(width * sine) + abs(height * cosine)
        along = (x * sine - y * cosine) / max(1.0, length) + 0.5
    low, high = rgba(start), rgba(end)
    slopes = [b - a for a, b in zip(low, high, strict=True)]
    bands = along.bandjoin([along, along, along])
    image = (bands.linear(slopes, low) + 0.5).cast("uchar").copy(interpretation="srgb")
    return image[0:3] if opacity(start) == opacity(end) == 1 else image


def qr(
    *, text: str, size: int, colour: str, background: str, correction: Literal["l", "m", "q", "h"]
) -> pyvips.Image:
    """Exactly size × size pixels, a quiet zone of at least four modules included."""
    try:
        code = segno.make_qr(text, error=correction)
    except segno.DataOverflowError as error:
        raise MediaError(
            "media.impossible", "This text is too long for a QR code. Use a shorter one."
        ) from error
    rows = [bytes(255 if module else 0 for module in row) for row in code.matrix_iter(border=4)]
    if size < len(rows):
        raise MediaError("media.impossible", f"Make this QR code at least {len(rows)} pixels wide.")
    modules = pyvips.Image.new_from_memory(b"".join(rows), len(rows), len(rows), 1, "uchar")
    scale = size // len(rows)
    edge = (size - scale * len(rows)) // 2
    mask = modules.zoom(scale, scale).embed(edge, edge, size, size)
    dark, light = solid(size, size, colour), solid(size, size, background)
    image = mask.ifthenelse(dark, light).copy(interpretation="srgb")
    return image[0:3] if opacity(colour) == opacity(background) == 1 else image
