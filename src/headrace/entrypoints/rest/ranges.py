"""One byte range of a file (RFC 9110). Several at once are answered with the whole file."""

import re

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Unsatisfiable(Exception):
    """The range lies outside of the file."""


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file, also when not understood."""
    match = _RANGE.fullmatch((header or "").replace(" ", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        first, last = max(size - int(match[2]), 0), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size - 1), size - 1)
        if match[2] and int(match[2]) < first:
            return None
    if first > last:
        raise Unsatisfiable
    return first, last
