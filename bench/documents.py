"""The spaces that are measured."""

from typing import Any

Document = dict[str, Any]

_CHAIN = [
    {"id": "words", "type": "text", "values": {"text": "Summer sale"}},
    {"id": "fit", "type": "image.resize", "values": {"width": 512, "height": 512}},
    {"id": "card", "type": "image.text", "values": {"position": "bottom"}},
    {"id": "file", "type": "image.convert", "values": {"format": "webp", "quality": 80}},
]
_WIRES = [
    {"from": "fit.image", "to": "card.image"},
    {"from": "words.text", "to": "card.text"},
    {"from": "card.image", "to": "file.image"},
]


def card() -> Document:
    """One photograph, small, with words on it, as WebP."""
    return _card("card", "image", "image")


def cards() -> Document:
    """The same for a list of photographs."""
    return _card("cards", "list", "items")


def _card(slug: str, source: str, port: str) -> Document:
    return {
        "name": slug,
        "nodes": [{"id": "photo", "type": source}, *_CHAIN],
        "edges": [{"from": f"photo.{port}", "to": "fit.image"}, *_WIRES],
        "flow": {
            "name": slug,
            "slug": slug,
            "fields": [{"key": "photo", "port": f"photo.{port}"}],
            "results": [{"key": "card", "port": "file.image"}],
        },
    }


def chain(length: int) -> Document:
    """So many steps, one after the other, that do next to nothing."""
    changes = ("upper", "lower")
    return {
        "name": f"Chain of {length}",
        "nodes": [
            {"id": f"n{number}", "type": "text.case", "values": {"to": changes[number % 2]}}
            for number in range(length)
        ],
        "edges": [
            {"from": f"n{number}.text", "to": f"n{number + 1}.text"} for number in range(length - 1)
        ],
        "flow": {
            "name": f"Chain of {length}",
            "slug": f"chain-{length}",
            "fields": [{"key": "text", "port": "n0.text"}],
            "results": [{"key": "text", "port": f"n{length - 1}.text"}],
        },
    }
