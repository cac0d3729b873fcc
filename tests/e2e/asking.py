"""Flows that ask in the middle of a run, and one whose builder can mend it."""

from typing import Any

from tests.support.working import text_flow


def named(name: str, slug: str, document: dict[str, Any]) -> dict[str, Any]:
    return document | {"name": name, "flow": document["flow"] | {"name": name, "slug": slug}}


MOODS = "three-moods"
THREE_MOODS: dict[str, Any] = {
    "name": "Three moods",
    "nodes": [
        {"id": "ground", "type": "image.gradient", "values": {"width": 900, "height": 600}},
        {"id": "moods", "type": "list", "values": {"items": [-60, 0, 60]}},
        {"id": "light", "type": "image.adjust"},
        {"id": "best", "type": "logic.pick_one", "title": "Which light is best?"},
        {"id": "card", "type": "image.text"},
    ],
    "edges": [
        {"from": "ground.image", "to": "light.image"},
        {"from": "moods.items", "to": "light.brightness"},
        {"from": "light.image", "to": "best.options"},
        {"from": "best.choice", "to": "card.image"},
    ],
    "flow": {
        "name": "Three moods",
        "slug": MOODS,
        "fields": [
            {"key": "words", "port": "card.text", "label": "Write the words", "default": "Hi"}
        ],
        "results": [
            {"key": "card", "port": "card.image", "label": "Your card", "display": "hero"}
        ],
    },
}

CHECKED = "checked-words"
CHECKED_WORDS = named(
    "Checked words",
    CHECKED,
    text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "open house"}},
            {"id": "check", "type": "logic.approve", "title": "May this go out?"},
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
        ],
        ["words.text > check.value", "check.value > loud.text"],
        "loud.text",
        {"words": "words.text"},
    ),
)

CAPTIONS = "captions"
TWO_CAPTIONS = named(
    "Captions",
    CAPTIONS,
    text_flow(
        [
            {"id": "lines", "type": "list", "values": {"items": ["one", "two"]}},
            {
                "id": "look",
                "type": "logic.edit_text",
                "title": "Look it over",
                "values": {"minutes": 5},
            },
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
        ],
        ["lines.items > look.text", "look.text > loud.text"],
        "loud.text",
        {"lines": "lines.items"},
    ),
)

FIRST_OF = "first-of-all"
FIRST_OF_ALL = named(
    "First of all",
    FIRST_OF,
    text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "a,b"}},
            {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
            {"id": "parts", "type": "text.split", "values": {"separator": ","}},
            {"id": "one", "type": "text.pick"},
        ],
        ["words.text > loud.text", "loud.text > parts.text", "parts.items > one.items"],
        "one.text",
        {"words": "words.text"},
    ),
)
"""Fails when there is nothing between the commas."""

MENDED = [
    {"op": "remove_node", "node": "one"},
    {"op": "add_node", "node": {"id": "one", "type": "text.join", "values": {"separator": "and"}}},
    {"op": "connect", "from": "parts.items", "to": "one.items"},
]
"""What makes `FIRST_OF_ALL` cope with that."""
