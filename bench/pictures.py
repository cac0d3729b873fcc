"""Photographs to work on, each different in content and alike in cost."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count, islice
from pathlib import Path

from PIL import Image

SIDE = 1024
_LEVEL = 3
_PHOTO = Path(__file__).parents[1] / "examples" / "photos" / "coffee.jpg"
_HEADER_END = 33
_PLAIN_ROW = b"\0"


@dataclass(slots=True)
class Photographs:
    """Numbers of photographs that nobody has seen yet, so that nothing known is used again."""

    _numbers: Iterator[int] = field(default_factory=count)

    def numbers(self, many: int) -> list[int]:
        return list(islice(self._numbers, many))

    def fresh(self, many: int) -> Iterator[bytes]:
        return map(photograph, self.numbers(many))


def photograph(number: int) -> bytes:
    """A PNG file of 1024 × 1024 pixels: a real photograph with the number in its last row."""
    start, begun, checksum = _all_but_the_last_row()
    row = _PLAIN_ROW + number.to_bytes(3, "big").ljust(3 * SIDE, b"\x7f")
    rest = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    data = begun + rest.compress(row) + rest.flush()
    data += zlib.adler32(row, checksum).to_bytes(4, "big")
    return start + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


@cache
def _all_but_the_last_row() -> tuple[bytes, bytes, int]:
    """The file's start, the compressed rows, and their checksum; compressing is the slow part."""
    with Image.open(_PHOTO) as opened:
        photo = opened.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    photo.save(buffer, "PNG", compress_level=_LEVEL)
    file = buffer.getvalue()
    rows = zlib.decompress(_pixels(file))[: -(1 + 3 * SIDE)]
    begun = zlib.compressobj(_LEVEL)
    data = begun.compress(rows) + begun.flush(zlib.Z_FULL_FLUSH)
    return file[:_HEADER_END], data, zlib.adler32(rows)


def _pixels(file: bytes) -> bytes:
    found, at = b"", _HEADER_END
    while at < len(file):
        (length,) = struct.unpack_from("!I", file, at)
        if file[at + 4 : at + 8] == b"IDAT":
            found += file[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", checksum)
