"""Photographs to work on, each different in content and alike in cost."""

import io
from pathlib import Path

from PIL import Image

SIDE = 1024
_PHOTO = Path(__file__).parents[1] / "examples" / "photos" / "coffee.jpg"


def photographs(count: int) -> list[bytes]:
    """So many PNG files of 1024 × 1024 pixels, made from one real photograph."""
    with Image.open(_PHOTO) as opened:
        photo = opened.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return [_marked(photo, number) for number in range(count)]


def _marked(photo: Image.Image, number: int) -> bytes:
    changed = photo.copy()
    changed.putpixel((0, 0), (number % 256, number // 256, 0))
    buffer = io.BytesIO()
    changed.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
