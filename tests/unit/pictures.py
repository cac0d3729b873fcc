"""Pictures for tests, as files in every format, sound or spoilt."""

import io
import struct
import zlib
from functools import cache

from PIL import Image as Pillow

ORIENTATION = 0x0112
SIDEWAYS = 6
"""The EXIF orientation of a phone held upright."""


@cache
def landscape(width: int = 300, height: int = 200) -> Pillow.Image:
    """Blue sky on a green meadow, a red house on the right, grain like a camera's."""
    image = Pillow.new("RGB", (width, height), (110, 160, 220))
    image.paste((50, 120, 40), (0, height * 2 // 3, width, height))
    image.paste((200, 40, 30), (width * 3 // 4, height // 2, width * 7 // 8, height * 3 // 4))
    grain = Pillow.effect_noise((width, height), 12)
    return Pillow.blend(image, Pillow.merge("RGB", [grain] * 3), 0.1)


def file(image: Pillow.Image, format: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def pixel(image: Pillow.Image, x: int, y: int) -> tuple[int, ...]:
    """One pixel's bands, each from 0 to 255."""
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def extremes(image: Pillow.Image) -> tuple[int, int]:
    """The darkest and the brightest value of one band."""
    values = image.convert("L").histogram()
    found = [value for value, count in enumerate(values) if count]
    return found[0], found[-1]


def photo(width: int = 300, height: int = 200) -> bytes:
    return file(landscape(width, height), "JPEG", quality=92)


def plain(colour: str, width: int = 60, height: int = 40) -> bytes:
    return file(Pillow.new("RGB", (width, height), colour))


def cutout(width: int = 120, height: int = 80) -> bytes:
    """A red box on nothing."""
    image = Pillow.new("RGBA", (width, height), (0, 0, 0, 0))
    image.paste((220, 30, 40, 255), (width // 4, height // 4, width * 3 // 4, height * 3 // 4))
    return file(image)


def turned_by_camera() -> bytes:
    """Stored 300 × 200 with red at the left edge; upright it is 200 × 300, red on top."""
    image = landscape().copy()
    image.paste((255, 0, 0), (0, 0, 40, 200))
    exif = Pillow.Exif()
    exif[ORIENTATION] = SIDEWAYS
    return file(image, "JPEG", quality=95, exif=exif)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_claiming(width: int, height: int) -> bytes:
    """A small file whose header promises this many pixels."""
    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def gif_claiming(width: int, height: int) -> bytes:
    """Thirty-five bytes that promise this many pixels."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return screen + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02D\x01\0;"


def gif_of(frames: int) -> bytes:
    images = [Pillow.new("P", (4, 4), index % 2) for index in range(frames)]
    return file(
        images[0], "GIF", save_all=True, append_images=images[1:], optimize=False, disposal=1
    )


def png_with_bomb(kind: bytes, megabytes: int) -> bytes:
    """A sound picture with a chunk of zeros that unpacks to many megabytes."""
    sound = file(landscape(40, 30))
    bomb = chunk(kind, b"name\0\0" + zlib.compress(bytes(megabytes * 1024**2), 9))
    end_of_header = 8 + 12 + 13
    return sound[:end_of_header] + bomb + sound[end_of_header:]
