"""Which size in pixels stands for a ratio."""

from collections.abc import Mapping, Sequence
from math import log

from headrace.graph.asking import Ratio

_USUAL: Mapping[Ratio, str] = {
    "1:1": "1024x1024",
    "5:4": "1120x896",
    "4:5": "896x1120",
    "4:3": "1152x864",
    "3:4": "864x1152",
    "3:2": "1248x832",
    "2:3": "832x1248",
    "16:9": "1280x720",
    "9:16": "720x1280",
    "21:9": "1344x576",
}
"""About a megapixel each, exactly in the ratio."""


def size_for(ratio: Ratio, sizes: Sequence[str]) -> str:
    """`1280x720`: exactly the ratio, or that of a model's own sizes which comes nearest."""
    return min(sizes, key=lambda size: _distance(ratio, size)) if sizes else _USUAL[ratio]


def _distance(ratio: str, size: str) -> float:
    wanted, had = (int(a) / int(b) for a, b in (ratio.split(":"), size.split("x")))
    return abs(log(wanted / had))
