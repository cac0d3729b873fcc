"""The bytes of an asset: whole or in part, as they are or as a thumbnail."""

from collections.abc import AsyncIterator

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from headrace.blobs import Blobs
from headrace.entrypoints.rest.problems import problem
from headrace.entrypoints.rest.ranges import Unsatisfiable, read_range

_PIECE = 1024 * 1024

_HEADERS = {
    # What somebody uploaded must never act as a page of ours.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=86400",
    "Vary": "Authorization, Cookie",
}


async def serve(
    request: Request, blobs: Blobs, blob: str, size: int, mime: str, disposition: str | None
) -> Response:
    """The file, the part of it that was asked for, or 304 when the caller has it."""
    tag = f'"{blob}"'
    headers = {**_HEADERS, "ETag": tag}
    if disposition is not None:
        headers["Content-Disposition"] = disposition
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    wanted = request.headers.get("range")
    if request.headers.get("if-range", tag) != tag:
        wanted = None
    try:
        part = read_range(wanted, size)
    except Unsatisfiable:
        return problem(
            416,
            "range.not_satisfiable",
            f"The file has {size} bytes.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    first, last = part or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = 206 if part else 200
    if not part and size <= _PIECE:
        return Response(await blobs.get(blob), status, headers=headers, media_type=mime)
    pieces = _pieces(blobs, blob, first, last)
    return StreamingResponse(pieces, status, headers=headers, media_type=mime)


async def _pieces(blobs: Blobs, blob: str, first: int, last: int) -> AsyncIterator[bytes]:
    for start in range(first, last + 1, _PIECE):
        yield await blobs.range(blob, start, min(start + _PIECE, last + 1))
