"""Colours as numbers, for libvips."""


def rgb(colour: str) -> list[float]:
    """`#rrggbb` or `#rrggbbaa` as red, green, blue from 0 to 255."""
    return [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]


def rgba(colour: str) -> list[float]:
    """The same with opacity, 255 when the colour does not say."""
    return [*rgb(colour), opacity(colour) * 255]


def opacity(colour: str) -> float:
    """From 0, clear, to 1, solid."""
    return int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0


def hexadecimal(values: list[float]) -> str:
    """`#rrggbb` of red, green, blue from 0 to 255."""
    return "#" + "".join(f"{min(255, max(0, round(value))):02x}" for value in values[:3])
