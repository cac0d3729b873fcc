"""Every image node, once on a real picture, with the exact size it promises."""

from itertools import pairwise

import pytest
from PIL import Image as Pillow
from PIL import ImageChops

from headrace.graph.values import Colour, Image
from tests.support.darkroom import Darkroom
from tests.unit import pictures
from tests.unit.nodes.running import run

pytestmark = pytest.mark.anyio


@pytest.fixture
def photo(darkroom: Darkroom) -> Image:
    """300 × 200: sky above, meadow below, a red house on the right."""
    return darkroom.keep(pictures.photo())


async def made(darkroom: Darkroom, node: str, **values: object) -> Pillow.Image:
    """What the node makes, seen."""
    return await darkroom.seen((await run(darkroom, node, **values)).image)


async def unchanged(darkroom: Darkroom, photo: Image) -> Pillow.Image:
    return await darkroom.seen(photo)


@pytest.mark.parametrize(
    ("mode", "box", "size"),
    [
        ("fit", (90, 90), (90, 60)),
        ("fit", (3000, 1000), (1500, 1000)),
        ("fit", (1, 8192), (1, 1)),
        ("fill", (90, 90), (90, 90)),
        ("fill", (640, 100), (640, 100)),
        ("fill", (301, 201), (301, 201)),
        ("stretch", (57, 211), (57, 211)),
        ("stretch", (300, 200), (300, 200)),
    ],
)
async def test_resize_gives_the_promised_size(
    darkroom: Darkroom, photo: Image, mode: str, box: tuple[int, int], size: tuple[int, int]
) -> None:
    values = {"width": box[0], "height": box[1], "mode": mode}
    assert (await made(darkroom, "image.resize", image=photo, **values)).size == size


@pytest.mark.parametrize("strip", [(20_000, 1), (1, 20_000), (100_000, 1)])
@pytest.mark.parametrize("box", [(3, 5000), (101, 77), (1, 1)])
async def test_even_a_thin_strip_fills_any_box(
    darkroom: Darkroom, strip: tuple[int, int], box: tuple[int, int]
) -> None:
    photo = darkroom.keep(pictures.file(Pillow.new("RGB", strip, "red")))
    values = {"width": box[0], "height": box[1], "mode": "fill"}
    filled = await made(darkroom, "image.resize", image=photo, **values)
    assert (filled.size, pictures.pixel(filled, 0, 0)[:3]) == (box, (255, 0, 0))


async def test_resize_keeps_what_catches_the_eye(darkroom: Darkroom, photo: Image) -> None:
    narrow = await made(darkroom, "image.resize", image=photo, width=80, height=200, mode="fill")
    reds = [
        x for x in range(80) if pictures.pixel(narrow, x, 125)[0] > 150
        and pictures.pixel(narrow, x, 125)[1] < 90
    ]  # fmt: skip
    assert len(reds) > 25


async def test_resize_leaves_no_dark_rim_around_a_cutout(darkroom: Darkroom) -> None:
    cutout = darkroom.keep(pictures.cutout(240, 160))
    small = await made(darkroom, "image.resize", image=cutout, width=50, height=50)
    for x in range(small.width):
        red, _, _, alpha = pictures.pixel(small, x, 16)
        assert alpha < 40 or red > 200


async def test_crop(darkroom: Darkroom, photo: Image) -> None:
    image = await made(darkroom, "image.crop", image=photo, left=10, right=20, bottom=50)
    assert image.size == (210, 100)
    whole = await unchanged(darkroom, photo)
    assert pictures.pixel(image, 0, 0) == pictures.pixel(whole, 30, 0)


async def test_crop_refuses_to_leave_nothing(darkroom: Darkroom, photo: Image) -> None:
    outputs = await run(darkroom, "image.crop", image=photo, top=60, bottom=40)
    failure = await darkroom.failure(outputs.image)
    assert (failure.code, failure.at) == ("media.impossible", outputs.image)


async def test_pad(darkroom: Darkroom, photo: Image) -> None:
    values = {"width": 400, "height": 400, "margin": 20, "background": Colour("#112233")}
    image = await made(darkroom, "image.pad", image=photo, **values)
    assert image.size == (400, 400)
    assert image.mode == "RGB"
    assert pictures.pixel(image, 200, 70) == (0x11, 0x22, 0x33)
    assert pictures.pixel(image, 200, 90) != (0x11, 0x22, 0x33)
    clear = await made(darkroom, "image.pad", image=photo, background=Colour("#ffffff00"))
    assert pictures.pixel(clear, 540, 5)[3] == 0


@pytest.mark.parametrize(
    ("angle", "size"),
    [(0, (300, 200)), (90, (200, 300)), (-90, (200, 300)), (180, (300, 200)), (720, (300, 200))],
)
async def test_rotate_by_quarters_is_exact(
    darkroom: Darkroom, photo: Image, angle: float, size: tuple[int, int]
) -> None:
    if abs(angle) > 360:
        with pytest.raises(ValueError, match="less than or equal to 360"):
            await run(darkroom, "image.rotate", image=photo, angle=angle)
        return
    image = await made(darkroom, "image.rotate", image=photo, angle=angle)
    assert image.size == size
    whole = await unchanged(darkroom, photo)
    assert image.tobytes() == whole.rotate(-angle, expand=True).tobytes()


async def test_rotate_by_any_angle_cuts_nothing_off(darkroom: Darkroom, photo: Image) -> None:
    image = await made(darkroom, "image.rotate", image=photo, angle=45)
    assert abs(image.width - 354) <= 2
    assert abs(image.height - 354) <= 2
    assert pictures.pixel(image, 2, 2)[3] == 0
    blue = Colour("#0000ff")
    filled = await made(darkroom, "image.rotate", image=photo, angle=45, background=blue)
    assert pictures.pixel(filled, 2, 2) == (0, 0, 255)


async def test_flip(darkroom: Darkroom, photo: Image) -> None:
    whole = await unchanged(darkroom, photo)
    sideways = await made(darkroom, "image.flip", image=photo)
    assert sideways.tobytes() == whole.transpose(Pillow.Transpose.FLIP_LEFT_RIGHT).tobytes()
    upside_down = await made(darkroom, "image.flip", image=photo, direction="vertical")
    assert upside_down.tobytes() == whole.transpose(Pillow.Transpose.FLIP_TOP_BOTTOM).tobytes()


async def test_adjust(darkroom: Darkroom) -> None:
    sand = darkroom.keep(pictures.plain("#c08040"))

    async def becomes(**values: float) -> tuple[int, ...]:
        return pictures.pixel(await made(darkroom, "image.adjust", image=sand, **values), 9, 9)

    assert await becomes() == (0xC0, 0x80, 0x40)
    assert await becomes(brightness=-100) < (0x50, 0x10, 0x10)
    assert len(set(await becomes(saturation=-100))) == 1
    assert len(set(await becomes(contrast=-100))) == 1
    red, _, blue = await becomes(warmth=100)
    assert red > 0xC0
    assert blue < 0x40


async def test_adjust_leaves_transparency_alone(darkroom: Darkroom) -> None:
    cutout = darkroom.keep(pictures.cutout())
    image = await made(darkroom, "image.adjust", image=cutout, brightness=50, contrast=20)
    assert pictures.pixel(image, 1, 1)[3] == 0
    assert pictures.pixel(image, 60, 40)[3] == 255


async def test_blur_and_sharpen(darkroom: Darkroom, photo: Image) -> None:
    async def roughness(**step: float) -> float:
        node, strength = next(iter(step.items()))
        image = await made(darkroom, f"image.{node}", image=photo, strength=strength)
        assert image.size == (300, 200)
        row = [pictures.pixel(image, x, 40)[1] for x in range(300)]
        return sum(abs(a - b) for a, b in pairwise(row))

    plain = await roughness(blur=0)
    assert await roughness(blur=3) < plain / 2
    assert await roughness(sharpen=0) == plain
    assert await roughness(sharpen=80) > plain


async def test_overlay(darkroom: Darkroom, photo: Image) -> None:
    red = darkroom.keep(pictures.plain("#ff0000"))
    values = {"position": "bottom-right", "size": 20, "opacity": 1}
    image = await made(darkroom, "image.overlay", image=photo, over=red, **values)
    assert image.size == (300, 200)
    assert pictures.pixel(image, 299, 199) == (255, 0, 0)
    assert pictures.pixel(image, 240, 161)[0] == 255
    assert pictures.pixel(image, 238, 199) != (255, 0, 0)


@pytest.mark.parametrize(
    ("blend", "opacity", "expected"),
    [
        ("normal", 1, (200, 100, 0)),
        ("normal", 0.5, (150, 100, 50)),
        ("normal", 0, (100, 100, 100)),
        ("multiply", 1, (78, 39, 0)),
        ("screen", 1, (222, 161, 100)),
        ("darken", 1, (100, 100, 0)),
        ("difference", 1, (100, 0, 100)),
    ],
)
async def test_overlay_blends(
    darkroom: Darkroom, blend: str, opacity: float, expected: tuple[int, int, int]
) -> None:
    below, above = (darkroom.keep(pictures.plain(c)) for c in ("#646464", "#c86400"))
    values = {"blend": blend, "opacity": opacity}
    image = await made(darkroom, "image.overlay", image=below, over=above, **values)
    found = pictures.pixel(image, 9, 9)
    assert all(abs(a - b) <= 2 for a, b in zip(found, expected, strict=True)), found


async def test_text(darkroom: Darkroom, photo: Image) -> None:
    values = {"text": "Summer sale", "position": "top", "size": 20}
    image = await made(darkroom, "image.text", image=photo, **values)
    assert image.size == (300, 200)
    assert pictures.extremes(image.crop((0, 0, 300, 80)))[1] == 255
    whole = await unchanged(darkroom, photo)
    assert image.crop((0, 120, 300, 200)).tobytes() == whole.crop((0, 120, 300, 200)).tobytes()


@pytest.mark.parametrize("layout", ["tiled", "bottom-right", "center"])
async def test_watermark(darkroom: Darkroom, photo: Image, layout: str) -> None:
    whole = await unchanged(darkroom, photo)
    logo = darkroom.keep(pictures.cutout())
    for mark in ({"text": "© Me"}, {"mark": logo}):
        image = await made(darkroom, "image.watermark", image=photo, layout=layout, **mark)
        assert image.size == (300, 200)
        assert image.tobytes() != whole.tobytes()


async def test_watermark_needs_something_to_mark_with(darkroom: Darkroom, photo: Image) -> None:
    outputs = await run(darkroom, "image.watermark", image=photo)
    assert (await darkroom.failure(outputs.image)).code == "media.impossible"


async def test_shadow(darkroom: Darkroom) -> None:
    cutout = darkroom.keep(pictures.cutout())
    image = await made(darkroom, "image.shadow", image=cutout)
    assert image.width > 120
    assert image.height > 80
    below = pictures.pixel(image, image.width // 2, image.height // 2 + 22)
    assert below[:3] < (60, 60, 60)
    assert 0 < below[3] < 255
    white = Colour("#ffffff")
    on_white = await made(darkroom, "image.shadow", image=cutout, background=white)
    assert on_white.mode == "RGB"


async def test_gradient(darkroom: Darkroom) -> None:
    ends = {"start": Colour("#000000"), "end": Colour("#ff8000")}
    image = await made(darkroom, "image.gradient", width=40, height=101, **ends)
    assert image.size == (40, 101)
    assert pictures.pixel(image, 3, 0)[0] < 4
    assert pictures.pixel(image, 3, 100)[0] > 251
    across = await made(darkroom, "image.gradient", width=101, height=9, angle=90, **ends)
    assert pictures.pixel(across, 0, 4)[0] < pictures.pixel(across, 50, 4)[0]
    round_one = await made(darkroom, "image.gradient", width=51, height=51, shape="radial", **ends)
    assert pictures.pixel(round_one, 25, 25)[0] < 4
    assert pictures.pixel(round_one, 0, 0)[0] > 245


async def test_palette(darkroom: Darkroom, photo: Image) -> None:
    colours = (await run(darkroom, "image.palette", image=photo, count=3)).colours
    assert len(colours) == 3
    sky, meadow, house = (tuple(bytes.fromhex(colour[1:])) for colour in colours)
    assert sky[2] > sky[0] > 60
    assert meadow[1] > max(meadow[0], meadow[2])
    assert house[0] > 150
    red = darkroom.keep(pictures.plain("#ff0000"))
    assert (await run(darkroom, "image.palette", image=red)).colours == ["#ff0000"]


async def test_qr_says_what_it_was_told(darkroom: Darkroom) -> None:
    image = await made(darkroom, "image.qr", text="https://example.org/?summer", size=300)
    assert image.size == (300, 300)
    assert len(image.getcolors() or []) == 2
    # Three finder patterns, one in each corner but the last.
    corners = ImageChops.invert(image.convert("L")).getbbox()
    assert corners
    assert corners[0] == corners[1] >= 24
    assert corners[2] == corners[3]


@pytest.mark.parametrize("text", ["12345", "ABC", "Grüße", "日本語", "🎉", "ü" * 500])
async def test_qr_takes_any_text(darkroom: Darkroom, text: str) -> None:
    assert (await made(darkroom, "image.qr", text=text, size=777)).size == (777, 777)


async def test_qr_refuses_what_cannot_be_scanned(darkroom: Darkroom) -> None:
    tiny = await run(darkroom, "image.qr", text="a" * 500, size=50)
    assert (await darkroom.failure(tiny.image)).code == "media.impossible"
    endless = await run(darkroom, "image.qr", text="ü日" * 1_000, size=4000)
    assert "too long" in (await darkroom.failure(endless.image)).message


@pytest.mark.parametrize(
    ("count", "size"), [(1, (130, 120)), (3, (370, 120)), (5, (370, 230)), (7, (370, 340))]
)
async def test_contact_sheet(
    darkroom: Darkroom, photo: Image, count: int, size: tuple[int, int]
) -> None:
    values = {"cell_width": 110, "cell_height": 100, "gap": 10, "columns": 3}
    image = await made(darkroom, "image.contact_sheet", images=[photo] * count, **values)
    assert image.size == size
    assert pictures.pixel(image, 3, 3) == (255, 255, 255)
    assert pictures.pixel(image, size[0] - 3, size[1] - 3) == (255, 255, 255)


async def test_contact_sheet_with_captions(darkroom: Darkroom, photo: Image) -> None:
    values = {"cell_width": 100, "cell_height": 100, "gap": 10, "captions": ["First", "", "日本"]}
    image = await made(darkroom, "image.contact_sheet", images=[photo] * 3, **values)
    assert image.size == (340, 132)
    captions = [image.crop((left, 111, left + 100, 122)) for left in (10, 120, 230)]
    assert [pictures.extremes(caption)[0] < 120 for caption in captions] == [True, False, True]


async def test_compare(darkroom: Darkroom, photo: Image) -> None:
    red = darkroom.keep(pictures.plain("#ff0000", 60, 40))
    image = await made(darkroom, "image.compare", before=photo, after=red, gap=6)
    assert image.size == (606, 200)
    assert pictures.pixel(image, 303, 20) == (255, 255, 255)
    assert pictures.pixel(image, 400, 20) == (255, 0, 0)
    assert pictures.extremes(image.crop((310, 150, 400, 200)))[1] == 255


@pytest.mark.parametrize(
    ("format", "mime"),
    [("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP"), ("avif", "AVIF")],
)
async def test_convert(darkroom: Darkroom, photo: Image, format: str, mime: str) -> None:
    image = await made(darkroom, "image.convert", image=photo, format=format)
    assert (image.format, image.size) == (mime, (300, 200))


async def test_convert_gets_smaller_with_less_quality(darkroom: Darkroom, photo: Image) -> None:
    for format in ("jpeg", "webp", "avif"):
        sizes = [
            len((await darkroom.rendered(converted.image)).data)
            for quality in (20, 90)
            for converted in [
                await run(darkroom, "image.convert", image=photo, format=format, quality=quality)
            ]
        ]
        assert sizes[0] < sizes[1]
