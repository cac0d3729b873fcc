"""What may come in, and what is turned away."""

import io
import time
from typing import get_args

import pytest
from PIL import Image as Pillow

from headrace.media.errors import MediaError
from headrace.media.picture import Encoding, Format
from tests.support.darkroom import Darkroom
from tests.unit import pictures

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("format", "mime"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("GIF", "image/gif"),
        ("TIFF", "image/tiff"),
    ],
)
async def test_takes_every_usual_format(darkroom: Darkroom, format: str, mime: str) -> None:
    found = await darkroom.inspect(pictures.file(pictures.landscape(), format))
    assert (found.mime, found.width, found.height, found.frames) == (mime, 300, 200, 1)


async def test_says_the_size_a_person_sees(darkroom: Darkroom) -> None:
    found = await darkroom.inspect(pictures.turned_by_camera())
    assert (found.width, found.height) == (200, 300)


async def refused(darkroom: Darkroom, data: bytes) -> MediaError:
    with pytest.raises(MediaError) as caught:
        await darkroom.inspect(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "media.empty", "empty"),
        (b"I am text, called picture.png", "media.unsupported", "not a picture"),
        (b"<svg xmlns='x'><script>fetch('/')</script></svg>", "media.unsupported", "SVG"),
        (b"<?xml version='1.0'?>\n<svg/>", "media.unsupported", "SVG"),
        (b"<!doctype html><html></html>", "media.unsupported", "web page"),
        (b"%PDF-1.7\n", "media.unsupported", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "media.unsupported", "HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "media.unsupported", "video"),
        (b"\x89PNG\r\n\x1a\n", "media.damaged", "damaged"),
        (b"\xff\xd8\xff\xe0 nothing", "media.damaged", "damaged"),
    ],
    ids=["nothing", "text", "svg", "xml", "html", "pdf", "heic", "video", "png", "jpeg"],
)
async def test_refuses_what_is_no_picture(
    darkroom: Darkroom, data: bytes, code: str, word: str
) -> None:
    error = await refused(darkroom, data)
    assert error.code == code
    assert word in error.message


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
async def test_refuses_what_was_cut_off(darkroom: Darkroom, format: str) -> None:
    whole = pictures.file(pictures.landscape(), format)
    assert (await refused(darkroom, whole[: len(whole) * 2 // 3])).code == "media.damaged"
    assert (await darkroom.inspect(whole)).width == 300


async def test_refuses_flipped_bytes_inside(darkroom: Darkroom) -> None:
    whole = pictures.file(pictures.landscape())
    at = len(whole) // 2
    spoilt = whole[:at] + bytes(255 - byte for byte in whole[at : at + 50]) + whole[at + 50 :]
    assert (await refused(darkroom, spoilt)).code == "media.damaged"


@pytest.mark.parametrize(
    "bomb",
    [
        pictures.png_claiming(50_000, 50_000),
        pictures.png_claiming(30_000, 30_000),
        pictures.gif_claiming(65_535, 65_535),
    ],
    ids=["png-2500MP", "png-900MP", "gif"],
)
async def test_refuses_bombs_by_their_header(darkroom: Darkroom, bomb: bytes) -> None:
    await refused(darkroom, b"")  # The process is warm now.
    started = time.perf_counter()
    error = await refused(darkroom, bomb)
    assert time.perf_counter() - started < 1.0
    assert error.code == "media.too_large"
    assert "million pixels" in error.message


async def test_takes_a_gif_whose_header_is_honest(darkroom: Darkroom) -> None:
    found = await darkroom.inspect(pictures.gif_of(12))
    assert (found.width, found.height, found.frames) == (4, 4, 12)


async def test_refuses_more_frames_than_anyone_needs(darkroom: Darkroom) -> None:
    assert (await refused(darkroom, pictures.gif_of(1_100))).code == "media.too_large"


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
async def test_packed_metadata_does_no_harm(darkroom: Darkroom, kind: bytes) -> None:
    bomb = pictures.png_with_bomb(kind, megabytes=200)
    found = await darkroom.inspect(bomb)
    assert (found.width, found.height) == (40, 30)


async def test_what_was_hidden_in_a_picture_does_not_come_out(darkroom: Darkroom) -> None:
    exif = Pillow.Exif()
    exif[0x010E] = "SECRET-PLACE"
    data = pictures.file(pictures.landscape(), "JPEG", exif=exif) + b"<script>SECRET-CODE"
    assert b"SECRET" in data
    for format in get_args(Format):
        rendered = await darkroom.rendered(darkroom.keep(data), Encoding(format))
        assert b"SECRET" not in rendered.data
        assert not Pillow.open(io.BytesIO(rendered.data)).getexif()
