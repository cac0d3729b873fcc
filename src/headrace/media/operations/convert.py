"""Convert: how the picture is to be written, and what that does to its pixels."""

import pyvips

from headrace.media.encode import opaque
from headrace.media.picture import Format


def convert(image: pyvips.Image, *, format: Format, quality: int) -> pyvips.Image:
    """JPEG has no transparency, so what follows must not see any either."""
    return opaque(image) if format == "jpeg" else image
