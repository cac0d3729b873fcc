"""Words to pixels: any script, wrapped, aligned, as large as asked or as large as fits."""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

import pyvips

Align = Literal["left", "center", "right"]

_VIPS_ALIGN = {"left": "low", "center": "centre", "right": "high"}
_MIRRORED: dict[Align, Align] = {"left": "right", "center": "center", "right": "left"}
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SMALLEST = 1.0
_BREAK_WORDS_BELOW = 0.5
"""Words are broken only when keeping them whole would halve the text's size."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. `size` is the em square's height in pixels."""

    family: str
    weight: str
    size: float
    colour: str
    align: Align


def typeset(text: str, style: Style, width: int, height: int) -> pyvips.Image:
    """The text as 4 bands, cut to its ink, never larger than width × height pixels."""
    markup = _markup(text, style)
    if _starts_right_to_left(text):
        # Pango takes "left" for "where lines start".
        style = replace(style, align=_MIRRORED[style.align])
    for wrap, least in (("word", style.size * _BREAK_WORDS_BELOW), ("word-char", _SMALLEST)):
        found = _largest(markup, style, (width, height), wrap, least)
        if found:
            return found
    smallest = _set(markup, replace(style, size=_SMALLEST), width, "word-char")
    return smallest.crop(0, 0, min(width, smallest.width), min(height, smallest.height))


def _largest(
    markup: str, style: Style, box: tuple[int, int], wrap: str, least: float
) -> pyvips.Image | None:
    """Set in the largest size from `least` to the style's that fits; None when none does."""
    image = _set(markup, style, box[0], wrap)
    if _fits(image, box):
        return image
    too_large, best = style.size, None
    size = max(least, style.size * _guess(image, box))
    while too_large - least > 0.02 * style.size or best is None:
        image = _set(markup, replace(style, size=size), box[0], wrap)
        if _fits(image, box):
            least, best = size, image
        elif size <= least:
            return None
        else:
            too_large = size
        size = (least + too_large) / 2 if best or too_large - least > 1 else least
    return best


def _guess(image: pyvips.Image, box: tuple[int, int]) -> float:
    """Text of half the size takes a quarter of the area."""
    return min(1.0, box[0] / image.width, (box[1] / image.height) ** 0.5)


def _fits(image: pyvips.Image, box: tuple[int, int]) -> bool:
    return image.width <= box[0] and image.height <= box[1]


def _set(markup: str, style: Style, width: int, wrap: str) -> pyvips.Image:
    return pyvips.Image.text(
        markup,
        font=f"{style.family} {style.weight} {style.size:.2f}",
        width=width,
        align=_VIPS_ALIGN[style.align],
        wrap=wrap,
        dpi=72,
        rgba=True,
    )


def _markup(text: str, style: Style) -> str:
    shown = escape(_UNSHOWABLE.sub("", text.replace("\r\n", "\n")), quote=False)
    return f'<span foreground="{style.colour[:7]}" lang="{_language(text)}">{shown}</span>'


def _language(text: str) -> str:
    """Chinese, Japanese and Korean write some of the same characters differently."""
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if re.search(r"[\uac00-\ud7a3]", text):
        return "ko"
    return "zh-cn" if re.search(r"[\u4e00-\u9fff]", text) else "en"


def _starts_right_to_left(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
