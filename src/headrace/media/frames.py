"""How parent and child talk: a length, a JSON header, and the parts the header counts."""

import json
import struct
from collections.abc import Sequence

from headrace.graph.values import Json

LENGTH = struct.Struct("!I")
READY = b"\x01"
"""What a child says once, when it can take requests."""


def pack(message: dict[str, Json], parts: Sequence[bytes]) -> bytes:
    """The bytes that go before the parts."""
    header = json.dumps({"message": message, "parts": [len(part) for part in parts]}).encode()
    return LENGTH.pack(len(header)) + header


def unpack(header: bytes | bytearray) -> tuple[dict[str, Json], list[int]]:
    """The message, and the sizes of the parts that follow."""
    found = json.loads(header)
    return found["message"], found["parts"]
