"""Pictures in and out."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from headrace.access.policy import require
from headrace.assets import find
from headrace.assets.delete import delete
from headrace.assets.keep import keep
from headrace.assets.model import Asset
from headrace.assets.receive import receive
from headrace.assets.thumbnail import is_small, make_thumbnail, width_for
from headrace.entrypoints.rest.answers import answer, nothing
from headrace.entrypoints.rest.asked import base_url, house_of
from headrace.entrypoints.rest.auth import Acting, Opening, Working
from headrace.entrypoints.rest.disposition import attachment, file_name
from headrace.entrypoints.rest.files import serve
from headrace.entrypoints.rest.idempotency import Idempotent
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.entrypoints.rest.uploads import UploadRoute, read_upload
from headrace.kernel.errors import HeadraceError, of_field

routes = router("Assets")
uploads = router("Assets", UploadRoute)

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FORM = {
    "schema": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
}
_UPLOAD_DOCS = {
    "requestBody": {
        "required": True,
        "content": {"image/*": _BINARY, "multipart/form-data": _FORM},
    }
}
_CONTENT_DOCS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"image/*": _BINARY}}
}


@uploads.post("/v1/assets", status_code=201, response_model=Asset, openapi_extra=_UPLOAD_DOCS)
async def upload_asset(
    request: Request,
    actor: Acting,
    once: Idempotent,
    name: Annotated[str | None, Query(max_length=1000, description="The file's name.")] = None,
) -> Response:
    """Takes a picture in, as the whole body or as the part `file` of a form.

    PNG, JPEG, WebP, AVIF, GIF or TIFF, up to 64 MB and 100 megapixels. Its name comes
    from `?name=`, the header `X-Filename` or the form.
    """
    require(actor, "asset.upload")
    house = house_of(request)
    data, given = await read_upload(request, name)
    try:
        received = await receive(house.studio, house.blobs, data, given)
    except HeadraceError as error:
        raise of_field(error, "file") from None

    async def keep_it() -> Response:
        kept = await keep(work, received, {"upload": True})
        shown = kept.answer(base_url(request))
        return answer(shown, 201, {"Location": f"/v1/assets/{kept.id}"})

    async with house.database.work(actor) as work:
        return await once.do(work, keep_it, content=f"{received.blob} {received.name}".encode())


@routes.get("/v1/assets", response_model=Page[Asset])
async def list_assets(request: Request, work: Working, asked: Paging) -> Response:
    """The workspace's pictures, newest first."""
    require(work.actor, "asset.read")
    rows = await find.page(work, limit=asked.fetch, after=asked.after)
    shown, following = cut(rows, asked, lambda asset: [asset.id])
    base = base_url(request)
    return answer(Page[Asset](items=[kept.answer(base) for kept in shown], next=following))


@routes.get("/v1/assets/{asset}", response_model=Asset)
async def get_asset(request: Request, asset: str, work: Working) -> Response:
    """One picture's facts."""
    require(work.actor, "asset.read")
    kept = await find.by_id(work, asset)
    return answer(kept.answer(base_url(request)))


@routes.delete("/v1/assets/{asset}", status_code=204)
async def delete_asset(asset: str, work: Working) -> Response:
    """Takes a picture away. Runs that used it keep what they made."""
    await delete(work, asset)
    return nothing()


@routes.get("/v1/assets/{asset}/content", response_class=Response, responses=_CONTENT_DOCS)
async def get_content(
    request: Request,
    asset: str,
    opening: Opening,
    w: Annotated[
        int | None,
        Query(ge=1, le=10_000, description="Width in pixels: a WebP thumbnail about that wide."),
    ] = None,
    download: Annotated[bool, Query(description="Save it as a file.")] = False,
) -> Response:
    """The file itself. One byte range, `If-None-Match` and `If-Range` are understood."""
    house = house_of(request)
    width = None if w is None else width_for(w)
    small = None
    async with opening() as work:
        require(work.actor, "asset.read")
        kept = await find.by_id(work, asset)
        shrink = width is not None and not is_small(kept, width)
        if shrink and width:
            small = await find.thumbnail_of(work, kept, width)
    if shrink and width and small is None:
        small = await make_thumbnail(
            house.database, work.actor, house.studio, house.blobs, kept, width
        )
    mime = "image/webp" if small else kept.mime
    disposition = None
    if download:
        disposition = attachment(file_name(kept.name, kept.id, mime))
    if small:
        return await serve(request, house.blobs, small.blob, small.bytes, mime, disposition)
    return await serve(request, house.blobs, kept.blob, kept.bytes, mime, disposition)
