"""What a file is, told from its first bytes and never from its name."""

from headrace.media.errors import MediaError

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_NOT_TAKEN = (
    (b"%PDF", "a PDF document"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1a\x45\xdf\xa3", "a video"),
    (b"\x00\x00\x01\x00", "an icon file"),
    (b"\xff\x0a", "a JPEG XL picture"),
)
_HEIC = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1")


def mime_of(data: bytes) -> str:
    """The type of a picture that can be decoded; raises for everything else."""
    if not data:
        raise MediaError("media.empty", "This file is empty. Choose another one.")
    for signature, mime in _SIGNATURES:
        if data.startswith(signature):
            return mime
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and any(brand in data[8:64] for brand in (b"avif", b"avis")):
        return "image/avif"
    raise MediaError(
        "media.unsupported",
        f"This is {_other(data)}. Use a PNG, JPEG, WebP, AVIF, GIF or TIFF picture.",
    )


def _other(data: bytes) -> str:
    for signature, name in _NOT_TAKEN:
        if data.startswith(signature):
            return name
    if data[4:8] == b"ftyp":
        return "a HEIC picture" if data[8:12] in _HEIC else "a video"
    start = data[:1024].lower()
    if b"<svg" in start:
        return "an SVG drawing"
    if b"<html" in start or b"<!doctype html" in start:
        return "a web page"
    return "not a picture"
