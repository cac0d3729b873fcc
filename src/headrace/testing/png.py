"""Small pictures that depend on nothing but their seed."""

import hashlib
import struct
import zlib

_SQUARES = 4


def png(width: int, height: int, seed: str) -> bytes:
    """A PNG of coloured squares, the same bytes for the same seed and size."""
    colours = hashlib.sha256(seed.encode()).digest() + hashlib.sha256(f"{seed}+".encode()).digest()
    row_of = [
        b"\0" + b"".join(_colour(colours, x * _SQUARES // width, y) for x in range(width))
        for y in range(_SQUARES)
    ]
    rows = b"".join(row_of[y * _SQUARES // height] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _colour(colours: bytes, column: int, row: int) -> bytes:
    at = 3 * (row * _SQUARES + column)
    return colours[at : at + 3]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
