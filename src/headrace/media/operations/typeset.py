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
_LARGEST_TRIAL = 1_000
_CLOSER = 8
_LETTER, _IDEOGRAPH = 0.15, 0.8
"""The least area a character takes, in squares of the text's size."""
_NARROWEST = 0.2
"""The least width of a letter as a share of the text's size, on average over a word."""
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
    text = _UNSHOWABLE.sub("", text.replace("\r\n", "\n")).strip()
    if not any(map(str.isprintable, text.replace(" ", ""))):
        return pyvips.Image.black(1, 1, bands=4).copy(interpretation="srgb")
    markup = _markup(text, style)
    if _starts_right_to_left(text):
        # Pango takes "left" for "where lines start".
        style = replace(style, align=_MIRRORED[style.align])
    # Trying sizes on a small copy: text far too large would take gigabytes to draw.
    scale = max(1.0, max(width, height) / _LARGEST_TRIAL)
    trial_box = max(1, int(width / scale)), max(1, int(height / scale))
    most = min(style.size / scale, _most(text, trial_box))
    size, wrap = _fitting_size(markup, replace(style, size=most), trial_box, _longest_word(text))
    image = _set(markup, replace(style, size=size * scale), width, wrap)
    for _ in range(_CLOSER):
        if _fits(image, (width, height)):
            return image
        size *= 0.97
        image = _set(markup, replace(style, size=size * scale), width, wrap)
    return image.crop(0, 0, min(width, image.width), min(height, image.height))


def _fitting_size(
    markup: str, style: Style, box: tuple[int, int], longest_word: int
) -> tuple[float, str]:
    """The largest size up to the style's that fits, and how lines have to be broken for it."""
    whole = max(_SMALLEST, style.size * _BREAK_WORDS_BELOW)
    if longest_word * _NARROWEST * whole <= box[0]:
        size = _largest(markup, style, box, "word", whole)
        if size:
            return size, "word"
    return _largest(markup, style, box, "word-char", _SMALLEST) or _SMALLEST, "word-char"


def _largest(
    markup: str, style: Style, box: tuple[int, int], wrap: str, least: float
) -> float | None:
    """The largest size from `least` to the style's that fits; None when none does."""

    def fits(size: float) -> bool:
        return _fits(_set(markup, replace(style, size=size), box[0], wrap), box)

    if fits(style.size):
        return style.size
    if least >= style.size or not fits(least):
        return None
    too_large = style.size
    while too_large - least > max(0.25, 0.02 * too_large):
        middle = (least + too_large) / 2
        if fits(middle):
            least = middle
        else:
            too_large = middle
    return least


def _most(text: str, box: tuple[int, int]) -> float:
    """A size at which text surely no longer fits, in pixels, by counting its characters."""
    area = sum(_IDEOGRAPH if character >= "\u2e80" and character.isalpha() else _LETTER
               for character in text)  # fmt: skip
    lines = text.count("\n") + 1
    return max(_SMALLEST, min((box[0] * box[1] / area) ** 0.5, box[1] / (lines * 0.7)))


def _longest_word(text: str) -> int:
    """In characters; ideographs can be parted anywhere."""
    return max(map(len, re.findall(r"[^\s\u2e80-\uffff]+", text)), default=0)


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
    shown = escape(text, quote=False)
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
