"""The one place that turns bytes into pixels. Runs in the sandbox only.

What a file is, its content says. The header is judged before any pixel is touched, and
damaged or cut-off data is refused. Pixels come out upright, sRGB, 8 bits, 3 or 4 bands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import pyvips

from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.sniff import mime_of

_FIRST_PAGE = {"page": 0, "n": 1}
_LOADERS: dict[str, tuple[Callable[..., pyvips.Image], dict[str, int]]] = {
    "image/png": (pyvips.Image.pngload_buffer, {}),
    "image/jpeg": (pyvips.Image.jpegload_buffer, {}),
    "image/webp": (pyvips.Image.webpload_buffer, _FIRST_PAGE),
    "image/avif": (pyvips.Image.heifload_buffer, _FIRST_PAGE),
    "image/gif": (pyvips.Image.gifload_buffer, _FIRST_PAGE),
    "image/tiff": (pyvips.Image.tiffload_buffer, _FIRST_PAGE),
}
_SRGB = (b"sRGB", b"\0s\0R\0G\0B")
"""How profiles write its name, in versions 2 and 4."""
_MOST_BANDS = 4
_SIDEWAYS = 5
"""EXIF orientations from here on swap width and height."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself. Width and height in pixels, as shown to a person."""

    mime: str
    width: int
    height: int
    frames: int


def read_header(data: bytes, limits: Limits) -> Header:
    """Judges a file by its first bytes; no pixel is decoded."""
    return _header(*_opened(data, limits), limits)


def verify(data: bytes, limits: Limits, most_bytes: int) -> tuple[Header, pyvips.Image | None]:
    """Decodes the whole picture; gives its pixels too when they fit in `most_bytes`."""
    mime, image = _opened(data, limits)
    header = _header(mime, image, limits)
    if image.width * image.height * _MOST_BANDS <= most_bytes:
        return header, _pixels(image)
    try:
        _to_srgb(image).avg()
    except pyvips.Error as error:
        raise _damaged(error) from error
    return header, None


def decode(data: bytes, limits: Limits) -> pyvips.Image:
    """The first frame's pixels, in memory."""
    mime, image = _opened(data, limits)
    _header(mime, image, limits)
    return _pixels(image)


def _pixels(image: pyvips.Image) -> pyvips.Image:
    try:
        return _to_srgb(image).copy_memory().autorot()
    except pyvips.Error as error:
        raise _damaged(error) from error


def decode_smaller(data: bytes, width: int, limits: Limits) -> pyvips.Image:
    """At most `width` pixels wide, decoded at reduced size where the format can."""
    mime, image = _opened(data, limits)
    header = _header(mime, image, limits)
    width = min(width, header.width)
    height = max(1, round(header.height * width / header.width))
    try:
        small = pyvips.Image.thumbnail_buffer(data, width, height=height, size="force")
        return _to_srgb(small).copy_memory()
    except pyvips.Error as error:
        raise _damaged(error) from error


def _opened(data: bytes, limits: Limits) -> tuple[str, pyvips.Image]:
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise MediaError("media.too_large", f"Use a file of at most {most} MB.")
    mime = mime_of(data)
    load, options = _LOADERS[mime]
    try:
        return mime, load(data, access="sequential", fail_on="error", **options)
    except pyvips.Error as error:
        raise _damaged(error) from error


def _header(mime: str, image: pyvips.Image, limits: Limits) -> Header:
    width, height = image.width, image.height
    if width * height > limits.pixels:
        raise MediaError(
            "media.too_large",
            f"This picture has {width} × {height} pixels. Use one with at most"
            f" {limits.pixels // 1_000_000} million pixels.",
        )
    frames = _number(image, "n-pages")
    if frames > limits.frames:
        raise MediaError(
            "media.too_large",
            f"This picture has {frames} frames. Use one with at most {limits.frames}.",
        )
    if _number(image, "orientation") >= _SIDEWAYS:
        width, height = height, width
    return Header(mime, width, height, frames)


def _number(image: pyvips.Image, name: str) -> int:
    found = image.get(name) if image.get_typeof(name) else 1
    return found if isinstance(found, int) else 1


def _to_srgb(image: pyvips.Image) -> pyvips.Image:
    if image.coding != "none":
        image = image.colourspace("srgb")
    alpha = image[image.bands - 1] if image.hasalpha() else None
    colour = image.extract_band(0, n=image.bands - 1) if alpha else image
    colour = _colour_to_srgb(colour)
    if colour.format != "uchar":
        colour = colour.cast("uchar")
    if colour.bands > 3:
        colour = colour.extract_band(0, n=3)
    if alpha is None:
        return colour
    return colour.bandjoin(_eight_bits(alpha)).copy(interpretation="srgb")


def _colour_to_srgb(colour: pyvips.Image) -> pyvips.Image:
    if colour.get_typeof("icc-profile-data") and not _says_srgb(colour):
        try:
            return colour.icc_transform("srgb", embedded=True, intent="relative")
        except pyvips.Error:
            # A profile that does not fit the pixels says nothing about them.
            colour = colour.copy()
            colour.remove("icc-profile-data")
    if colour.interpretation == "cmyk":
        return colour.icc_transform("srgb", input_profile="cmyk")
    return colour.colourspace("srgb")


def _says_srgb(image: pyvips.Image) -> bool:
    if image.bands != 3 or image.format != "uchar":
        return False
    profile = cast("bytes", image.get("icc-profile-data"))
    return any(name in profile for name in _SRGB)


def _eight_bits(alpha: pyvips.Image) -> pyvips.Image:
    if alpha.format == "uchar":
        return alpha
    if alpha.format == "ushort":
        return (alpha >> 8).cast("uchar")
    return (alpha * 255 if alpha.interpretation == "scrgb" else alpha).cast("uchar")


def _damaged(error: pyvips.Error) -> MediaError:
    return MediaError(
        "media.damaged",
        "This picture is damaged or incomplete. Save or export it again, then upload that.",
        " ".join(str(error).split()),
    )
