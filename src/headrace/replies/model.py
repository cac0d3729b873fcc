from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it went out, to be repeated byte for byte."""

    status: int
    headers: dict[str, str]
    body: bytes
