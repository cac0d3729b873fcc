"""A flow that takes its time: each line of words is set large on a large ground."""

from typing import Any

NAME = "Large signs"
SLUG = "large-signs"

LARGE_SIGNS: dict[str, Any] = {
    "headrace": 1,
    "name": NAME,
    "nodes": [
        {"id": "lines", "type": "list"},
        {
            "id": "ground",
            "type": "image.gradient",
            "values": {"width": 3_000, "height": 3_000, "shape": "radial"},
        },
        {"id": "sign", "type": "image.text"},
        {"id": "soft", "type": "image.blur", "values": {"strength": 2}},
    ],
    "edges": [
        {"from": "ground.image", "to": "sign.image"},
        {"from": "lines.items", "to": "sign.text"},
        {"from": "sign.image", "to": "soft.image"},
    ],
    "flow": {
        "name": NAME,
        "slug": SLUG,
        "description": "Each line becomes a large sign.",
        "fields": [{"key": "lines", "port": "lines.items", "label": "Write the lines"}],
        "results": [
            {"key": "signs", "port": "soft.image", "label": "Your signs", "display": "gallery"}
        ],
    },
}
