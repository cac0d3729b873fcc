"""Pictures as nodes pass them on: stored, or a description of how to make them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from headrace.graph import values
from headrace.graph.values import Image, Json

Format = Literal["png", "jpeg", "webp", "avif"]


@dataclass(frozen=True, slots=True)
class Stored(Image):
    """Bytes known by their content. Width and height in pixels, as shown to a person."""

    blob: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Made(Image):
    """Still to be computed: an operation on other pictures. Compared by identity."""

    operation: str
    settings: Mapping[str, Json]
    sources: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Query(values.Query):
    """A fact to be found out about a picture: its palette, its size."""

    operation: str
    settings: Mapping[str, Json]
    source: Image


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to write a picture. Quality from 1 to 100; PNG has none."""

    format: Format
    quality: int = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to be rendered. Without an encoding: what the picture itself says, or PNG."""

    image: Image
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """An encoded picture, free of metadata. Width and height in pixels."""

    data: bytes = field(repr=False)
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A picture that could not be rendered, and which of its parts is to blame.

    `message` is for the person who runs, `detail` for the one who builds.
    """

    code: str
    message: str
    detail: str
    at: Image


@dataclass(frozen=True, slots=True)
class Inspected:
    """What an upload proved to be. Width and height in pixels, after EXIF orientation."""

    mime: str
    width: int
    height: int
    frames: int
