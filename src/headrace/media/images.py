"""Builders: what a node calls to say how a picture is made. No pixel is touched here."""

from typing import Literal

from headrace.graph.values import Colour, Image
from headrace.media.picture import Format, Made

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


def resize(image: Image, *, width: int, height: int, mode: Mode) -> Image:
    """`fit` stays within width × height pixels; `fill` and `stretch` give exactly that."""
    return Made("resize", {"width": width, "height": height, "mode": mode}, (image,))


def text(
    image: Image,
    text: str,
    *,
    position: Place = "bottom",
    size: float = 8,
    colour: Colour = Colour("#ffffff"),
    font: Font = "Sans",
    weight: Weight = "Bold",
    align: Align = "center",
    margin: float = 5,
    backing: Backing = "shadow",
    backing_colour: Colour = Colour("#000000b3"),
) -> Image:
    """`size` in per cent of the picture's height, `margin` of its shorter side.

    Text that would not fit is set smaller.
    """
    settings = {
        "text": text,
        "position": position,
        "size": size,
        "colour": colour,
        "font": font,
        "weight": weight,
        "align": align,
        "margin": margin,
        "backing": backing,
        "backing_colour": backing_colour,
    }
    return Made("text", settings, (image,))


def convert(image: Image, *, format: Format, quality: int = 80) -> Image:
    """Written in this format when it is the last thing done. Quality from 1 to 100."""
    return Made("convert", {"format": format, "quality": quality}, (image,))
