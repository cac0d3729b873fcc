"""The same chain as plain scripts: what no engine can beat by much.

Decode a 1024² PNG, resize to 512 with Lanczos, write text on it, encode WebP at quality 80.
"""

import io
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import pyvips
from PIL import Image, ImageDraw, ImageFont

from bench.pictures import photograph

FONTS = Path(__file__).parents[1] / "src/headrace/media/fonts"
TEXT = "Summer sale"
SIDE = 512


def with_pillow(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        small = opened.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    font = ImageFont.truetype(_font(), 48)
    ImageDraw.Draw(small).text((SIDE / 2, SIDE - 60), TEXT, "white", font, anchor="mm")
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=80)
    return buffer.getvalue()


def with_pyvips(data: bytes) -> bytes:
    small = pyvips.Image.thumbnail_buffer(data, SIDE, height=SIDE)
    text = pyvips.Image.text(TEXT, font="Inter 36", fontfile=str(_font()), rgba=True)
    written = small.composite2(
        text, "over", x=(SIDE - text.width) // 2, y=SIDE - 60 - text.height // 2
    )
    return written.flatten().webpsave_buffer(Q=80)


def _font() -> str:
    return str(FONTS / "Inter-Regular.otf")


SCRIPTS = {"Pillow": with_pillow, "pyvips": with_pyvips}


def seconds(script: str, data: bytes) -> float:
    """One picture, in this process."""
    start = time.perf_counter()
    SCRIPTS[script](data)
    return time.perf_counter() - start


class TwoCores:
    """The scripts on two processes, kept so that their start is never measured."""

    def __enter__(self) -> Self:
        # Started afresh, never forked: a fork after libvips has started hangs.
        self._pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
        for script in SCRIPTS:
            self.rate(script, range(8))
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def rate(self, script: str, numbers: Sequence[int]) -> float:
        """Pictures a second, over the photographs of these numbers."""
        start = time.perf_counter()
        list(self._pool.map(_worked, [script] * len(numbers), numbers, chunksize=4))
        return len(numbers) / (time.perf_counter() - start)


def _worked(script: str, number: int) -> int:
    return len(SCRIPTS[script](photograph(number)))
