"""The same chain as plain scripts: what no engine can beat by much.

Decode a 1024² PNG, resize to 512 with Lanczos, write text on it, encode WebP at quality 80.
"""

import io
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyvips
from PIL import Image, ImageDraw, ImageFont

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


def seconds_each(script: str, files: list[bytes]) -> list[float]:
    """One after the other, in this process."""
    work, taken = SCRIPTS[script], list[float]()
    for data in files:
        start = time.perf_counter()
        work(data)
        taken.append(time.perf_counter() - start)
    return taken


def rate_of_two(script: str, files: list[bytes]) -> float:
    """Pictures a second with two processes."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(SCRIPTS[script], files[:4]))
        start = time.perf_counter()
        list(pool.map(SCRIPTS[script], files, chunksize=4))
        return len(files) / (time.perf_counter() - start)
