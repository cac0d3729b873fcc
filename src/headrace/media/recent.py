"""Pixels of pictures just looked at, held for the run that usually follows.

Runs in the sandbox only. A picture is found by the hash of its whole file, so whoever names it
has the same bytes and sees nothing that is not theirs. Each is used once, and none is held for
long: what a decoder might be tricked into reading should not lie about.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, field

import pyvips


@dataclass(slots=True)
class Recent:
    """Decoded pictures by the name of their blob, the oldest first."""

    seconds: float = 10.0
    most_bytes: int = 32 * 1024 * 1024
    """Of pixels, of all pictures together."""
    _pictures: OrderedDict[str, tuple[float, pyvips.Image]] = field(
        default_factory=OrderedDict[str, tuple[float, pyvips.Image]]
    )

    def hold(self, blob: str, image: pyvips.Image) -> None:
        """Lets go of the oldest where there is no room for all."""
        self._pictures[blob] = (time.monotonic() + self.seconds, image)
        self._pictures.move_to_end(blob)
        while sum(size_of(image) for _, image in self._pictures.values()) > self.most_bytes:
            self._pictures.popitem(last=False)

    def look(self, blob: str) -> pyvips.Image | None:
        held = self._pictures.get(blob)
        return held[1] if held else None

    def let_go(self, blob: str) -> None:
        self._pictures.pop(blob, None)

    def let_go_of_old(self) -> None:
        now = time.monotonic()
        while self._pictures and next(iter(self._pictures.values()))[0] <= now:
            self._pictures.popitem(last=False)

    def seconds_left(self) -> float | None:
        """Until the oldest is to be let go of; None when nothing is held."""
        if not self._pictures:
            return None
        until, _ = next(iter(self._pictures.values()))
        return max(0.0, until - time.monotonic())

    def blobs(self) -> list[str]:
        return list(self._pictures)


def size_of(image: pyvips.Image) -> int:
    """Bytes of its pixels."""
    return image.width * image.height * image.bands
