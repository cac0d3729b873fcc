"""What a step asks of a model, and what it gets back."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Capability = Literal["text.generate", "image.generate"]
"""Something a model can do; named like the node type that asks for it."""

CAPABILITIES: tuple[Capability, ...] = get_args(Capability)

Ratio = Literal["1:1", "5:4", "4:5", "4:3", "3:4", "3:2", "2:3", "16:9", "9:16", "21:9"]
"""Width to height."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture, free of metadata."""

    data: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True)
class TextRequest:
    """Write a text. `system` says how, once and for all."""

    prompt: str
    system: str = ""
    images: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """Make pictures, or change those given."""

    prompt: str
    images: tuple[Picture, ...] = ()
    count: int = 1
    ratio: Ratio = "1:1"
    seed: int | None = None


Request = TextRequest | ImageRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model made. Its pictures are a stranger's bytes until `keep` has looked at them."""

    text: str = ""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
