"""What travels on an edge."""

from typing import Any, Literal, TypeGuard, get_args

Kind = Literal["text", "number", "boolean", "choice", "colour", "image", "video", "audio", "any"]
"""`any` is only a port's way to say that it takes whatever comes."""

KINDS: tuple[Kind, ...] = get_args(Kind)
MEDIA: frozenset[Kind] = frozenset({"image", "video", "audio"})

Json = Any
"""Whatever JSON can hold; checked where it enters."""


def is_list(value: Json) -> TypeGuard[list[Json]]:
    return isinstance(value, list)


def is_object(value: Json) -> TypeGuard[dict[str, Json]]:
    return isinstance(value, dict)


class Media:
    """Stored media, or media still to be computed."""

    __slots__ = ()


class Image(Media):
    __slots__ = ()


class Video(Media):
    __slots__ = ()


class Audio(Media):
    __slots__ = ()


class Colour(str):
    """`#rrggbb` or `#rrggbbaa`, lower case."""

    __slots__ = ()


class Query:
    """A question about media, answered where media is decoded."""

    __slots__ = ()
