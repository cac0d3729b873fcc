"""The built web client, read once and served from memory."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request, Response

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")

_NOT_BUILT = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Headrace</title>
<h1>The pages are not built</h1>
<p>Headrace runs and its API answers. To have the pages too, start it with
<code>make run</code>, which builds them.</p>
</html>
"""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the client, also compressed when that makes it smaller."""

    data: bytes
    gzipped: bytes | None
    mime: str
    tag: str
    caching: str

    def response(self, request: Request, status: int = 200) -> Response:
        headers = {"Cache-Control": self.caching, "Vary": "Accept-Encoding"}
        if status == 200:
            headers["ETag"] = self.tag
        if status == 200 and self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if self.gzipped and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(self.gzipped, status, headers=headers, media_type=self.mime)
        return Response(self.data, status, headers=headers, media_type=self.mime)


def read_bundle(folder: Path) -> dict[str, File]:
    """Every file by its address, `/index.html` always among them."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = {f"/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}
    return {address: _file(address, data) for address, data in {**_FALLBACK, **files}.items()}


_FALLBACK = {"/index.html": _NOT_BUILT}


def _file(address: str, data: bytes) -> File:
    mime = mimetypes.guess_type(address)[0] or "application/octet-stream"
    gzipped = gzip.compress(data, 6, mtime=0) if mime.startswith(_TEXTS) else None
    return File(
        data=data,
        gzipped=gzipped if gzipped and len(gzipped) < len(data) else None,
        mime=mime,
        tag=f'"{hashlib.sha256(data).hexdigest()[:32]}"',
        # The names of these files carry a hash of what is in them.
        caching=_FOR_EVER if address.startswith("/assets-static/") else _ASK_AGAIN,
    )
