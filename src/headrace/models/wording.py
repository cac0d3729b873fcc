"""What a vendor's own words say, fit to be shown: short, and never with the key in them."""

import orjson

from headrace.graph.values import Json, is_object

_MOST = 300
_HIDDEN = "…"


def told_by(body: bytes, key: str | None) -> tuple[str, str]:
    """The error's code and text of a body that tells of one; the body itself when it does not."""
    error = _error_in(body)
    if error is None:
        return "", shown(body.decode("utf-8", "replace"), key)
    return str(error.get("code") or error.get("type") or ""), shown(str(error["message"]), key)


def shown(words: str, key: str | None) -> str:
    """At most 300 characters in one line."""
    if key:
        words = words.replace(key, _HIDDEN)
    printable = "".join(c if c.isprintable() else " " for c in words[: 4 * _MOST])
    line = " ".join(printable.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"


def _error_in(body: bytes) -> dict[str, Json] | None:
    try:
        answer: Json = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    error = answer.get("error") if is_object(answer) else None
    if isinstance(error, str):
        return {"message": error}
    return error if is_object(error) and isinstance(error.get("message"), str) else None
