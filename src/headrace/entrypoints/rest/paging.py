"""Lists in pages, with cursors that mean nothing to whoever carries them."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar, cast

import orjson
from fastapi import Depends, Query
from pydantic import BaseModel

from headrace.graph.values import Json
from headrace.kernel.errors import Invalid, invalid_field

Item = TypeVar("Item")
Row = TypeVar("Row")

MAX_LIMIT = 100


class Page(BaseModel, Generic[Item]):
    """Some of a list. `next` is the cursor of what follows, null at the end."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page was asked for. `after` is what `page` was given as the last row's mark."""

    limit: int
    cursor: str | None

    @property
    def after(self) -> str | None:
        """The last row's one mark; raises Invalid for a cursor that is not ours."""
        return None if self.cursor is None else read_cursor(self.cursor, 1)[0]

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than asked for tells whether more follow."""
        return self.limit + 1


def _asked(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most items to answer.")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=500, description="`next` of the page before.")
    ] = None,
) -> Asked:
    return Asked(limit, cursor)


Paging = Annotated[Asked, Depends(_asked)]


def cut(
    rows: Sequence[Row], asked: Asked, mark: Callable[[Row], Sequence[str]]
) -> tuple[Sequence[Row], str | None]:
    """The rows of the page and the cursor of the next; `rows` are up to `asked.fetch`."""
    shown = rows[: asked.limit]
    more = len(rows) > asked.limit
    return shown, cursor_of(*mark(shown[-1])) if more else None


def cursor_of(*marks: str) -> str:
    """What tells where a page ended, as opaque text."""
    return base64.urlsafe_b64encode(orjson.dumps(marks)).decode().rstrip("=")


def read_cursor(cursor: str, count: int) -> list[str]:
    """The marks again; raises Invalid for what `cursor_of` did not write."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        marks: Json = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeEncodeError, binascii.Error, orjson.JSONDecodeError):
        raise bad_cursor() from None
    if not isinstance(marks, list):
        raise bad_cursor()
    read = cast("list[Json]", marks)
    texts = [mark for mark in read if isinstance(mark, str) and "\x00" not in mark]
    if not len(texts) == len(read) == count:
        raise bad_cursor()
    return texts


def bad_cursor() -> Invalid:
    return invalid_field(
        "cursor", "cursor.invalid", "This cursor is not one of ours. Start without a cursor."
    )
