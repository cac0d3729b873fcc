"""Which output may meet which input, and why not."""

from headrace.graph.values import MEDIA, Json, Kind

_WRITTEN_AS_TEXT: frozenset[Kind] = frozenset({"number", "boolean", "choice", "colour"})


def refusal(output: Kind, input: Kind) -> str | None:
    """None when a value of `output` may enter `input`; otherwise the reason, in words."""
    if output == input or "any" in (output, input):
        return None
    if input == "text" and output in _WRITTEN_AS_TEXT:
        return None
    if input in ("choice", "colour") and output == "text":
        return None
    if output in MEDIA and input in MEDIA:
        return f"{_a(output)} is not {_a(input)}"
    return f"this input takes {_a(input)}, and the wire brings {_a(output)}"


def why_fixed(input: str) -> str:
    """What a builder is told who leads a wire into an input that decides the price."""
    return (
        f"{input} decides the price, so no wire may bring it: write it on the node, or make it a "
        "field."
    )


def as_kind(value: Json, kind: Kind) -> Json:
    """A value that crossed a permitted wire, in the form its new port expects."""
    if kind == "text" and not isinstance(value, str):
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(value)
    return value


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "aei" else f"a {kind}"
