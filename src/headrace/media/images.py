"""Builders: what a node calls to say how a picture is made. No pixel is touched here.

Lengths called "per cent" are of the picture's shorter side unless said otherwise, so that
one setting suits pictures of any size.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from headrace.graph.values import Colour, Image, Json
from headrace.media.picture import Format, Made, Query

Mode = Literal["fit", "fill", "stretch"]
Place = Literal[
    "top-left", "top", "top-right",
    "left", "center", "right",
    "bottom-left", "bottom", "bottom-right",
]  # fmt: skip
Font = Literal["Sans", "Serif", "Display", "Mono"]
Weight = Literal["Regular", "Bold"]
Align = Literal["left", "center", "right"]
Backing = Literal["shadow", "box", "none"]
Blend = Literal[
    "normal", "multiply", "screen", "overlay", "darken", "lighten",
    "soft-light", "hard-light", "colour-dodge", "colour-burn", "difference", "exclusion",
]  # fmt: skip
Layout = Literal["tiled", "top-left", "top-right", "center", "bottom-left", "bottom-right"]

WHITE, BLACK, CLEAR = Colour("#ffffff"), Colour("#000000"), Colour("#ffffff00")
SHADE = Colour("#000000b3")


def resize(image: Image, *, width: int, height: int, mode: Mode) -> Image:
    """`fit` stays within width × height pixels; `fill` and `stretch` give exactly that."""
    return _made("resize", image, width=width, height=height, mode=mode)


def crop(
    image: Image, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
) -> Image:
    """Cuts per cent of the width or height off each side."""
    return _made("crop", image, left=left, top=top, right=right, bottom=bottom)


def pad(
    image: Image,
    *,
    width: int,
    height: int,
    margin: int = 0,
    position: Place = "center",
    background: Colour = WHITE,
) -> Image:
    """Exactly width × height pixels, the whole picture inside, `margin` pixels around it."""
    return _made(
        "pad", image,
        width=width, height=height, margin=margin, position=position, background=background,
    )  # fmt: skip


def rotate(image: Image, *, angle: float, background: Colour = CLEAR) -> Image:
    """Clockwise, in degrees; the picture grows so that nothing is cut off."""
    return _made("rotate", image, angle=angle, background=background)


def flip(image: Image, *, direction: Literal["horizontal", "vertical"]) -> Image:
    return _made("flip", image, direction=direction)


def adjust(
    image: Image,
    *,
    brightness: float = 0,
    contrast: float = 0,
    saturation: float = 0,
    warmth: float = 0,
) -> Image:
    """Each from -100 to 100; 0 leaves as it is."""
    return _made(
        "adjust", image,
        brightness=brightness, contrast=contrast, saturation=saturation, warmth=warmth,
    )  # fmt: skip


def blur(image: Image, *, strength: float) -> Image:
    """`strength` is the blur's width in per cent."""
    return _made("blur", image, strength=strength)


def sharpen(image: Image, *, strength: float) -> Image:
    """From 0, nothing, to 100, very crisp."""
    return _made("sharpen", image, strength=strength)


def overlay(
    image: Image,
    over: Image,
    *,
    position: Place = "center",
    size: float = 100,
    margin: float = 0,
    opacity: float = 1,
    blend: Blend = "normal",
) -> Image:
    """`over` on `image`, at most `size` per cent of its width and height; opacity 0 to 1."""
    return _made(
        "overlay", image, over,
        position=position, size=size, margin=margin, opacity=opacity, blend=blend,
    )  # fmt: skip


def text(
    image: Image,
    text: str,
    *,
    position: Place = "bottom",
    size: float = 8,
    colour: Colour = WHITE,
    font: Font = "Sans",
    weight: Weight = "Bold",
    align: Align = "center",
    margin: float = 5,
    backing: Backing = "shadow",
    backing_colour: Colour = SHADE,
) -> Image:
    """`size` in per cent of the picture's height. Text that would not fit is set smaller."""
    return _made(
        "text", image,
        text=text, position=position, size=size, colour=colour, font=font, weight=weight,
        align=align, margin=margin, backing=backing, backing_colour=backing_colour,
    )  # fmt: skip


def watermark(
    image: Image,
    *,
    text: str = "",
    mark: Image | None = None,
    layout: Layout = "tiled",
    size: float = 25,
    opacity: float = 0.35,
    colour: Colour = WHITE,
) -> Image:
    """A picture or words; `size` is the mark's width in per cent of the picture's."""
    marks = [mark] if mark else []
    return _made(
        "watermark", image, *marks,
        text=text, layout=layout, size=size, opacity=opacity, colour=colour,
    )  # fmt: skip


def shadow(
    image: Image,
    *,
    softness: float = 4,
    distance: float = 2,
    colour: Colour = SHADE,
    background: Colour = CLEAR,
) -> Image:
    """The picture above its shadow, on larger ground; lengths in per cent."""
    return _made(
        "shadow", image,
        softness=softness, distance=distance, colour=colour, background=background,
    )  # fmt: skip


def gradient(
    *,
    width: int,
    height: int,
    start: Colour,
    end: Colour,
    angle: float = 180,
    shape: Literal["linear", "radial"] = "linear",
) -> Image:
    """From one colour to the other. 0° runs upwards, 90° to the right, as in CSS."""
    return _made(
        "gradient", width=width, height=height, start=start, end=end, angle=angle, shape=shape
    )


def qr(
    text: str,
    *,
    size: int = 512,
    colour: Colour = BLACK,
    background: Colour = WHITE,
    correction: Literal["l", "m", "q", "h"] = "m",
) -> Image:
    """Exactly size × size pixels, the quiet zone included."""
    return _made(
        "qr", text=text, size=size, colour=colour, background=background, correction=correction
    )


def contact_sheet(
    images: Sequence[Image],
    *,
    columns: int = 3,
    cell_width: int = 400,
    cell_height: int = 400,
    gap: int = 16,
    mode: Literal["fit", "fill"] = "fit",
    background: Colour = WHITE,
    captions: Sequence[str] = (),
) -> Image:
    """Cells in rows, `gap` pixels around each; captions stand below."""
    return _made(
        "contact_sheet", *images,
        columns=columns, cell_width=cell_width, cell_height=cell_height, gap=gap, mode=mode,
        background=background, captions=list(captions),
    )  # fmt: skip


def compare(
    before: Image,
    after: Image,
    *,
    before_label: str = "Before",
    after_label: str = "After",
    gap: int = 8,
    background: Colour = WHITE,
) -> Image:
    """Side by side at the height of the first, `gap` pixels between, labels on the pictures."""
    return _made(
        "compare", before, after,
        before_label=before_label, after_label=after_label, gap=gap, background=background,
    )  # fmt: skip


def convert(image: Image, *, format: Format, quality: int = 80) -> Image:
    """Written in this format when it is the last thing done. Quality from 1 to 100."""
    return _made("convert", image, format=format, quality=quality)


def palette(image: Image, *, count: int = 5) -> Query:
    """Asks for up to `count` colours as `#rrggbb`, the most common first."""
    return Query("palette", {"count": count}, image)


def size(image: Image) -> Query:
    """Asks for `{"width", "height"}` in pixels."""
    return Query("size", {}, image)


def _made(operation: str, *sources: Image, **settings: Json) -> Image:
    found: Mapping[str, Json] = settings
    return Made(operation, found, sources)
