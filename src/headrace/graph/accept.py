"""Whether a written value fits a port; the same verdict for settings, defaults and answers."""

import math
import re

from headrace.graph.port import Limits, Port
from headrace.graph.values import MEDIA, Json, Kind, is_list, is_object

MAX_TEXT = 100_000
MAX_ITEMS = 1_000

_COLOUR = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)


class Unfit(Exception):
    """The value does not fit; `message` tells its author what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def accept(value: Json, port: Port) -> Json:
    """The value in its one written form, a list where the port takes lists."""
    if not port.many:
        return accept_item(value, port.kind, port.limits)
    if not is_list(value):
        raise Unfit("value.not_a_list", "Give a list.")
    _check_length(len(value), port.limits)
    return [_accept_at(index, item, port) for index, item in enumerate(value, 1)]


def _accept_at(index: int, item: Json, port: Port) -> Json:
    try:
        return accept_item(item, port.kind, port.limits)
    except Unfit as unfit:
        raise Unfit(unfit.code, f"Item {index}: {unfit.message}") from None


def _check_length(length: int, limits: Limits) -> None:
    most = min(limits.max_items or MAX_ITEMS, MAX_ITEMS)
    if length > most:
        raise Unfit("value.too_many", f"Give at most {most} items; these are {length}.")
    if limits.min_items is not None and length < limits.min_items:
        raise Unfit("value.too_few", f"Give at least {limits.min_items} items.")


def accept_item(value: Json, kind: Kind, limits: Limits) -> Json:
    """One value of a kind, checked against limits and written canonically."""
    if kind in MEDIA:
        return _media(value, kind)
    if kind == "number":
        return _number(value, limits)
    if kind == "boolean":
        if not isinstance(value, bool):
            raise Unfit("value.not_a_boolean", "Give true or false.")
        return value
    if kind == "any":
        return value
    if not isinstance(value, str):
        raise Unfit("value.not_text", "Give text.")
    return _text(value, kind, limits)


def _text(value: str, kind: Kind, limits: Limits) -> str:
    if kind == "colour":
        return _colour(value)
    if limits.choices is not None and value not in limits.choices:
        raise Unfit("value.not_a_choice", f"Choose one of: {', '.join(limits.choices)}.")
    most = limits.max_length or MAX_TEXT
    if len(value) > most:
        raise Unfit("value.too_long", f"Use at most {most} characters; this has {len(value)}.")
    if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise Unfit("value.not_text", "Remove the characters that cannot be shown.")
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise Unfit("value.not_a_colour", "Write the colour as #rrggbb, for example #1e90ff.")
    digits = value[1:].lower()
    if len(digits) <= 4:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}"


def _number(value: Json, limits: Limits) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unfit("value.not_a_number", "Give a number.")
    if limits.integer:
        if value != int(value):
            raise Unfit("value.not_whole", "Give a whole number.")
        value = int(value)
    low, high = limits.minimum, limits.maximum
    if low is not None and value < low:
        raise Unfit("value.too_small", f"Give {_plain(low)} or more.")
    if high is not None and value > high:
        raise Unfit("value.too_large", f"Give {_plain(high)} or less.")
    return value


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def _media(value: Json, kind: Kind) -> Json:
    if is_object(value) and isinstance(value.get("asset"), str):
        extra = set(value) - {"asset", "url"}
        if not extra:
            return {"asset": value["asset"]}
    if isinstance(value, str) and value.strip():
        return value
    raise Unfit(
        "value.not_media",
        f"Give an {kind}: an uploaded asset's id, an https address or a data: URL."
        if kind != "video"
        else "Give a video: an uploaded asset's id, an https address or a data: URL.",
    )


def is_empty(value: Json) -> bool:
    """What counts as not filled in."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
