"""A file out of a request: the raw body, or the part `file` of a form."""

from urllib.parse import unquote

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from headrace.assets.receive import MAX_BYTES
from headrace.entrypoints.rest.refusal import Refusal
from headrace.entrypoints.rest.route import DoorRoute, LimitedRequest
from headrace.kernel.errors import Invalid, invalid_field

_FORM_OVERHEAD = 64 * 1024


class UploadRequest(LimitedRequest):
    max_body = MAX_BYTES + _FORM_OVERHEAD


class UploadRoute(DoorRoute):
    """A route that takes whole files."""

    request_class = UploadRequest


async def read_upload(request: Request, name: str | None) -> tuple[bytes, str]:
    """The bytes and what the file is called: as told, as the form says, or nothing."""
    if not _is_form(request):
        return await request.body(), _told(request, name)
    form = await _form(request)
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise _no_file()
        return await file.read(), _told(request, name) or file.filename or ""
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    try:
        return await request.form(max_files=1, max_fields=8, max_part_size=_FORM_OVERHEAD)
    except Refusal:
        raise
    except HTTPException:
        raise _no_file() from None


def _no_file() -> Invalid:
    message = "Send one file, as the part “file” of a form."
    return invalid_field("file", "asset.no_file", message)


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def _told(request: Request, name: str | None) -> str:
    if name:
        return name
    header = request.headers.get("x-filename", "")
    # Header values are read as Latin-1; clients send UTF-8 or percent-encode it.
    return unquote(header.encode("latin-1").decode("utf-8", "replace"))
