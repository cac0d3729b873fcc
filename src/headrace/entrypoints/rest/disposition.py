"""File names in headers (RFC 6266), whatever people call their files."""

from urllib.parse import quote

_EXTENSIONS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
}


def attachment(name: str) -> str:
    """The value of Content-Disposition that makes a browser save the file under this name."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def file_name(name: str, otherwise: str, mime: str) -> str:
    """The name with the extension that its content asks for."""
    extension = _EXTENSIONS.get(mime, "")
    known = name or otherwise
    if known.lower().endswith((extension, ".jpeg" if extension == ".jpg" else extension)):
        return known
    return known + extension
