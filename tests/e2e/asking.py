"""Flows that ask in the middle of a run, and one whose builder can mend it."""

from typing import Any

from tests.support.working import text_flow

Document = dict[str, Any]


def named(name: str, slug: str, document: Document) -> Document:
    return document | {"name": name, "flow": document["flow"] | {"name": name, "slug": slug}}


PICK_SLUG = "three-moods"

THREE_MOODS: Document = {
    "headrace": 1,
    "name": "Three moods",
    "nodes": [
        {"id": "photo", "type": "image.gradient", "values": {"width": 900, "height": 600}},
        {"id": "moods", "type": "list", "values": {"items": [-60, 0, 60]}},
        {"id": "light", "type": "image.adjust", "title": "Three lights"},
        {"id": "best", "type": "logic.pick_one", "title": "Which light is best?"},
        {"id": "card", "type": "image.text", "title": "Words", "values": {"text": "Chosen"}},
    ],
    "edges": [
        {"from": "photo.image", "to": "light.image"},
        {"from": "moods.items", "to": "light.brightness"},
        {"from": "light.image", "to": "best.options"},
        {"from": "best.choice", "to": "card.image"},
    ],
    "flow": {
        "name": "Three moods",
        "slug": PICK_SLUG,
        "description": "One picture in three lights; you choose, and it gets its words.",
        "fields": [
            {"key": "words", "port": "card.text", "label": "Write the words", "default": "Chosen"}
        ],
        "results": [{"key": "card", "port": "card.image", "label": "Your card", "display": "hero"}],
    },
}

APPROVE_SLUG = "checked-words"

CHECKED_WORDS = named(
    "Checked words",
    APPROVE_SLUG,
    text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "Summer sale"}},
            {"id": "check", "type": "logic.approve", "title": "May this go out?"},
            {"id": "loud", "type": "text.case", "title": "In capitals", "values": {"to": "upper"}},
        ],
        ["words.text > check.value", "check.value > loud.text"],
        "loud.text",
        {"words": "words.text"},
    ),
)

EDIT_SLUG = "own-words"

OWN_WORDS = named(
    "Own words",
    EDIT_SLUG,
    text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "Summer sale"}},
            {"id": "touch", "type": "logic.edit_text", "title": "Touch up the words"},
            {"id": "loud", "type": "text.case", "title": "In capitals", "values": {"to": "upper"}},
        ],
        ["words.text > touch.text", "touch.text > loud.text"],
        "loud.text",
        {"words": "words.text"},
    ),
)

MENDED_SLUG = "part-of-it"

PART_OF_IT = named(
    "Part of it",
    MENDED_SLUG,
    text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": ","}},
            {"id": "loud", "type": "text.case", "title": "In capitals", "values": {"to": "upper"}},
            {
                "id": "parts",
                "type": "text.split",
                "title": "In parts",
                "values": {"separator": ","},
            },
            {"id": "one", "type": "text.pick", "title": "First part"},
        ],
        ["words.text > loud.text", "loud.text > parts.text", "parts.items > one.items"],
        "one.text",
        {"words": "words.text"},
    ),
)
"""Wants the first part where there is none."""

MENDING: list[Document] = [
    {"op": "remove_node", "node": "one"},
    {
        "op": "add_node",
        "node": {
            "id": "one",
            "type": "text.replace",
            "title": "Without commas",
            "values": {"find": ",", "replacement": "Nothing yet"},
        },
    },
    {"op": "connect", "from": "loud.text", "to": "one.text"},
]
