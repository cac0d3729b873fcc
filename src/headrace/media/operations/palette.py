"""Facts about a picture: its palette, its size."""

import math

import pyvips

from headrace.graph.values import Json
from headrace.media.operations.colours import hexadecimal
from headrace.media.operations.resize import fitted

_BINS = 16
_ROUNDS = 8

Weighted = tuple[tuple[float, float, float], float]


def palette(image: pyvips.Image, *, count: int) -> Json:
    """Up to `count` colours as `#rrggbb`, the most common first."""
    groups = _grouped(_counted(image), count)
    return [hexadecimal(list(_mean(group))) for group in sorted(groups, key=_weight, reverse=True)]


def size(image: pyvips.Image) -> Json:
    """Width and height in pixels."""
    return {"width": image.width, "height": image.height}


def _counted(image: pyvips.Image) -> list[Weighted]:
    """Every colour of a small copy with how often it stands there, nearly equal ones together."""
    small = fitted(image, 96, 96) if max(image.width, image.height) > 96 else image
    pixels = bytes(small.write_to_memory())
    bands = small.bands
    sums: dict[tuple[int, int, int], list[float]] = {}
    step = 256 // _BINS
    for at in range(0, len(pixels), bands):
        red, green, blue = pixels[at], pixels[at + 1], pixels[at + 2]
        weight = pixels[at + 3] / 255 if bands == 4 else 1.0
        total = sums.setdefault((red // step, green // step, blue // step), [0.0] * 4)
        for band, value in enumerate((red, green, blue)):
            total[band] += value * weight
        total[3] += weight
    return [((r / n, g / n, b / n), n) for r, g, b, n in sums.values() if n > 0]


def _grouped(colours: list[Weighted], count: int) -> list[list[Weighted]]:
    """k-means, started from colours that are common and far from those already chosen."""
    centres: list[tuple[float, float, float]] = []
    while len(centres) < min(count, len(colours)):
        centres.append(max(colours, key=lambda c: c[1] ** 0.5 * _nearest(c[0], centres)[1])[0])
    groups: list[list[Weighted]] = []
    for _ in range(_ROUNDS):
        groups = [[] for _ in centres]
        for colour in colours:
            groups[_nearest(colour[0], centres)[0]].append(colour)
        groups = [group for group in groups if group]
        centres = [_mean(group) for group in groups]
    return groups


def _nearest(
    colour: tuple[float, float, float], centres: list[tuple[float, float, float]]
) -> tuple[int, float]:
    distances = [math.dist(colour, centre) for centre in centres] or [1.0]
    nearest = min(range(len(distances)), key=distances.__getitem__)
    return nearest, distances[nearest]


def _mean(group: list[Weighted]) -> tuple[float, float, float]:
    total = _weight(group)
    red, green, blue = (sum(c[i] * n for c, n in group) / total for i in range(3))
    return red, green, blue


def _weight(group: list[Weighted]) -> float:
    return sum(n for _, n in group)
