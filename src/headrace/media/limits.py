"""How much one picture, and one call, may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`pixels` and `frames` per picture, `file_bytes` per file, `seconds` per call,
    `memory` in bytes of address space per child."""

    pixels: int = 100_000_000
    frames: int = 1_000
    file_bytes: int = 64 * 1024 * 1024
    seconds: float = 30.0
    memory: int = 3 * 1024**3
