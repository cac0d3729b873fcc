"""Whatever a file's pixels are, they come out upright, sRGB and 8 bits deep."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any, Literal

import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from headrace.media.picture import Encoding
from tests.support.darkroom import Darkroom
from tests.unit import pictures

pytestmark = pytest.mark.anyio


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


async def test_a_picture_turned_by_the_camera_comes_out_upright(darkroom: Darkroom) -> None:
    image = await darkroom.seen(darkroom.keep(pictures.turned_by_camera()))
    assert image.size == (200, 300)
    assert near(pictures.pixel(image, 100, 15), (255, 0, 0), 30)
    assert near(pictures.pixel(image, 100, 285), pictures.pixel(image, 90, 280), 60)


async def test_cmyk_becomes_rgb(darkroom: Darkroom) -> None:
    ink = pictures.file(Pillow.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", quality=95)
    image = await darkroom.seen(darkroom.keep(ink))
    assert image.mode == "RGB"
    red, green, blue = pictures.pixel(image, 20, 15)
    assert red > 180
    assert max(green, blue) < 90


def sixteen_bit_png(levels: list[int]) -> bytes:
    """One row of grey, 16 bits each."""
    row = b"\0" + b"".join(struct.pack("!H", level) for level in levels)
    header = struct.pack("!IIBBBBB", len(levels), 1, 16, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pictures.chunk(kind, data)
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(row)), (b"IEND", b""))
    )


async def test_sixteen_bits_become_eight(darkroom: Darkroom) -> None:
    image = await darkroom.seen(darkroom.keep(sixteen_bit_png([0, 0x8000, 0xFFFF])))
    assert image.mode == "RGB"
    assert [pictures.pixel(image, x, 0)[0] for x in range(3)] == [0, 128, 255]


async def test_grey_becomes_rgb_and_keeps_its_transparency(darkroom: Darkroom) -> None:
    grey = pictures.file(Pillow.new("LA", (10, 10), (90, 128)))
    assert pictures.pixel((await darkroom.seen(darkroom.keep(grey))), 5, 5) == (90, 90, 90, 128)


async def test_a_palette_with_a_clear_colour_becomes_rgb_and_alpha(darkroom: Darkroom) -> None:
    image = Pillow.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 200, 10, 20])
    image.putpixel((0, 0), 0)
    seen = await darkroom.seen(darkroom.keep(pictures.file(image, "PNG", transparency=0)))
    assert pictures.pixel(seen, 0, 0)[3] == 0
    assert pictures.pixel(seen, 4, 4) == (200, 10, 20, 255)


def profile_named(name: Literal["XYZ", "sRGB"]) -> bytes:
    create: Callable[[str], Any] = getattr(ImageCms, "createProfile")  # noqa: B009
    return ImageCms.ImageCmsProfile(create(name)).tobytes()


async def test_colours_of_another_profile_are_brought_to_srgb(darkroom: Darkroom) -> None:
    profile = profile_named("XYZ")
    srgb = profile_named("sRGB")
    image = Pillow.new("RGB", (20, 20), (180, 90, 40))
    same = pictures.file(image, icc_profile=srgb)
    assert pictures.pixel((await darkroom.seen(darkroom.keep(same))), 5, 5) == (180, 90, 40)
    # A profile that cannot describe these pixels is passed over.
    odd = pictures.file(image, icc_profile=profile)
    assert (await darkroom.seen(darkroom.keep(odd))).size == (20, 20)


async def test_only_the_first_frame_is_used(darkroom: Darkroom) -> None:
    assert (await darkroom.seen(darkroom.keep(pictures.gif_of(5)))).size == (4, 4)


@pytest.mark.parametrize("format", ["png", "webp", "avif"])
async def test_transparency_survives(darkroom: Darkroom, format: str) -> None:
    seen = await darkroom.seen(darkroom.keep(pictures.cutout()), encoding(format))
    assert pictures.pixel(seen.convert("RGBA"), 3, 3)[3] == 0
    assert near(pictures.pixel(seen.convert("RGBA"), 60, 40), (220, 30, 40, 255))


async def test_jpeg_has_no_transparency_so_it_is_laid_on_white(darkroom: Darkroom) -> None:
    seen = await darkroom.seen(darkroom.keep(pictures.cutout()), encoding("jpeg"))
    assert near(pictures.pixel(seen, 3, 3), (255, 255, 255))


async def test_a_thumbnail_is_small_upright_and_never_enlarged(darkroom: Darkroom) -> None:
    turned = await darkroom.studio.thumbnail(darkroom.keep(pictures.turned_by_camera()).blob, 50)
    assert (turned.mime, turned.width, turned.height) == ("image/webp", 50, 75)
    small = await darkroom.studio.thumbnail(darkroom.keep(pictures.plain("red")).blob, 320)
    assert Pillow.open(io.BytesIO(small.data)).size == (60, 40)


def encoding(format: str) -> Encoding:
    return {"png": Encoding("png"), "webp": Encoding("webp", 90), "avif": Encoding("avif", 90),
            "jpeg": Encoding("jpeg", 95)}[format]  # fmt: skip
