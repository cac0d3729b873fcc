"""Text on pictures: inside the picture, where it was asked for, in any script."""

from typing import get_args

import pytest
from PIL import Image as Pillow
from PIL import ImageChops

from headrace.graph.values import Colour, Image
from headrace.media import images
from headrace.media.images import Font, Place
from tests.support.darkroom import Darkroom
from tests.unit import pictures

pytestmark = pytest.mark.anyio

GREY = "#808080"


async def ink(darkroom: Darkroom, text: str, **how: object) -> tuple[int, int, int, int]:
    """The box the text covers on 400 × 300 pixels: left, top, right, bottom."""
    box = covered(await darkroom.seen(written(grey(darkroom), text, **how)))
    assert box
    return box


def grey(darkroom: Darkroom, width: int = 400, height: int = 300) -> Image:
    return darkroom.keep(pictures.plain(GREY, width, height))


def covered(image: Pillow.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(image, Pillow.new("RGB", image.size, GREY)).getbbox()


def written(ground: Image, text: str, **how: object) -> Image:
    settings: dict[str, object] = {"backing": "none", **how}
    return images.text(ground, text, **settings)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("place", get_args(Place))
async def test_stands_where_it_was_asked_for(darkroom: Darkroom, place: Place) -> None:
    left, top, right, bottom = await ink(darkroom, "Hello", position=place)
    middle = (left + right) / 2, (top + bottom) / 2
    across = 0 if "left" in place else 2 if "right" in place else 1
    down = 0 if "top" in place else 2 if "bottom" in place else 1
    assert (int(middle[0] // (400 / 3)), int(middle[1] // 100)) == (across, down)
    assert left >= 15
    assert right <= 385
    assert top >= 15
    assert bottom <= 285


@pytest.mark.parametrize(
    "text",
    [
        "A headline " * 60,
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "夏のセール開催中です。" * 30,
        "line\n" * 40,
    ],
    ids=["long", "one word", "japanese", "many lines"],
)
async def test_always_fits_inside(darkroom: Darkroom, text: str) -> None:
    left, top, right, bottom = await ink(darkroom, text, size=30)
    assert left >= 14
    assert top >= 14
    assert right <= 386
    assert bottom <= 286


async def test_endless_text_on_a_large_picture_is_no_trouble(darkroom: Darkroom) -> None:
    ground = images.resize(grey(darkroom), width=3000, height=2000, mode="stretch")
    for text in ("word " * 1_000, "w" * 5_000, "字" * 5_000, "\n" * 500 + "end"):
        image = await darkroom.seen(images.resize(
            written(ground, text, size=100), width=600, height=400, mode="fit"
        ))  # fmt: skip
        assert covered(image)


async def test_size_is_a_share_of_the_height(darkroom: Darkroom) -> None:
    _, top, _, bottom = await ink(darkroom, "H", size=10)
    _, twice_top, _, twice_bottom = await ink(darkroom, "H", size=20)
    assert 18 <= bottom - top <= 26
    assert abs((twice_bottom - twice_top) - 2 * (bottom - top)) <= 3


async def test_lines_are_aligned(darkroom: Darkroom) -> None:
    """The short second line starts where it should."""
    starts: list[int] = []
    for align in ("left", "center", "right"):
        both = written(grey(darkroom), "MMMMMMMM\nM", align=align, position="center")
        box = covered((await darkroom.seen(both)).crop((0, 150, 400, 300)))
        assert box
        starts.append(box[0])
    assert starts[0] < starts[1] - 30 < starts[2] - 60


@pytest.mark.parametrize(
    "text",
    ["Ελληνικά", "Русский", "مرحبا", "שלום", "हिन्दी", "ไทย", "日本語", "中文", "한국어"],
)
@pytest.mark.parametrize("font", get_args(Font))
async def test_every_script_has_letters(darkroom: Darkroom, text: str, font: Font) -> None:
    """A missing letter would be drawn as the same box as any other missing letter."""
    ground = grey(darkroom, 400, 100)
    shown = await darkroom.rendered(written(ground, text, size=40, font=font))
    missing = await darkroom.rendered(written(ground, "\U0010fffd" * len(text), size=40, font=font))
    assert shown.data != missing.data


async def test_arabic_letters_join(darkroom: Darkroom) -> None:
    joined = await ink(darkroom, "\u0628\u0628\u0628\u0628", size=20)
    apart = await ink(darkroom, "\u0628\u200c\u0628\u200c\u0628\u200c\u0628", size=20)
    assert joined[2] - joined[0] < apart[2] - apart[0] - 10


async def test_hindi_letters_combine(darkroom: Darkroom) -> None:
    combined = await ink(darkroom, "क्ष", size=30)
    apart = await ink(darkroom, "क्\u200cष", size=30)
    assert combined[2] - combined[0] < apart[2] - apart[0]


async def test_one_sign_looks_japanese_among_kana_and_chinese_alone(darkroom: Darkroom) -> None:
    ground = grey(darkroom, 300, 100)
    chinese = await darkroom.seen(written(ground, "骨 骨", size=60))
    japanese = await darkroom.seen(written(ground, "骨の骨", size=60))
    assert chinese.tobytes() != japanese.tobytes()


async def test_emoji_are_in_colour(darkroom: Darkroom) -> None:
    ground = darkroom.keep(pictures.plain("#ffffff", 100, 100))
    image = await darkroom.seen(written(ground, "🍎", size=60, colour=Colour("#000000")))
    red, green, _ = image.split()
    assert pictures.extremes(ImageChops.subtract(red, green))[1] > 120


async def test_markup_and_control_characters_are_only_text(darkroom: Darkroom) -> None:
    plain = await ink(darkroom, "<b>&amp; </i> & <")
    assert await ink(darkroom, "<b>&amp; </i> \x01\x1b& <") == plain


async def test_no_text_leaves_the_picture_as_it_is(darkroom: Darkroom) -> None:
    for text in (" \n ", "\x01", "\u200b", ""):
        assert covered(await darkroom.seen(written(grey(darkroom), text))) is None


@pytest.mark.parametrize("backing", ["shadow", "box"])
async def test_white_text_can_be_read_on_white(darkroom: Darkroom, backing: str) -> None:
    ground = darkroom.keep(pictures.plain("#ffffff", 300, 200))
    plain = await darkroom.seen(written(ground, "Sale", size=20))
    backed = await darkroom.seen(written(ground, "Sale", size=20, backing=backing))
    assert pictures.extremes(plain) == (255, 255)
    assert pictures.extremes(backed)[0] < 140


async def test_transparent_pictures_stay_transparent_around_the_text(darkroom: Darkroom) -> None:
    image = await darkroom.seen(images.text(darkroom.keep(pictures.cutout()), "Hi", position="top"))
    assert pictures.pixel(image, 1, 78)[3] == 0
    assert pictures.extremes(image.getchannel("A").crop((40, 0, 80, 18)))[1] > 200
