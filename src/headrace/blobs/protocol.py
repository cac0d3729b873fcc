"""What blobs can do, wherever they are kept."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Found:
    """A blob as it lies there; `modified` is when its bytes were last put."""

    name: str
    size: int
    modified: datetime


class Blobs(Protocol):
    """Bytes that never change, named by their BLAKE3 hash: 64 hexadecimal digits.

    A name nobody stored raises `NotFound`; bytes that no longer match their name raise
    `Unavailable`; a string that is no name raises `ValueError`.
    """

    async def put(self, data: bytes) -> str:
        """Keep the bytes and answer their name. They survive a power cut once this returns."""
        ...

    async def get(self, name: str) -> bytes:
        """All the bytes, checked against their name."""
        ...

    async def range(self, name: str, start: int, end: int) -> bytes:
        """The bytes from `start` up to, not including, `end`; fewer where the blob ends."""
        ...

    async def size(self, name: str) -> int:
        """How many bytes."""
        ...

    async def exists(self, name: str) -> bool: ...

    async def delete(self, name: str, *, put_before: datetime | None = None) -> bool:
        """Forget the bytes, unless somebody put them at that moment or later.

        False, and harmless, when they stay or are gone already.
        """
        ...

    def walk(self) -> AsyncIterator[Found]:
        """Every blob, in no order; what comes and goes meanwhile may be missed."""
        ...
