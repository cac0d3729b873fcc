"""Spaces that several stories use."""

from typing import Any

PRODUCT_CARD: dict[str, Any] = {
    "headrace": 1,
    "name": "Product card",
    "nodes": [
        {"id": "photo", "type": "image", "title": "Product photo", "at": [0, 0]},
        {"id": "words", "type": "text", "values": {"text": "Summer sale"}, "at": [0, 220]},
        {
            "id": "fit",
            "type": "image.resize",
            "values": {"width": 108, "height": 96, "mode": "fill"},
            "at": [320, 0],
        },
        {"id": "card", "type": "image.text", "values": {"position": "bottom"}, "at": [640, 0]},
        {
            "id": "file",
            "type": "image.convert",
            "values": {"format": "webp", "quality": 80},
            "at": [960, 0],
        },
    ],
    "edges": [
        {"from": "photo.image", "to": "fit.image"},
        {"from": "fit.image", "to": "card.image"},
        {"from": "words.text", "to": "card.text"},
        {"from": "card.image", "to": "file.image"},
    ],
    "frames": [],
    "notes": [],
    "flow": {
        "name": "Product card",
        "slug": "product-card",
        "description": "A card from a product photo and a headline.",
        "category": "Marketing",
        "tags": ["product", "social"],
        "fields": [
            {
                "key": "photo",
                "port": "photo.image",
                "label": "Upload the product photo",
                "required": True,
            },
            {
                "key": "headline",
                "port": "words.text",
                "label": "Write the headline",
                "default": "Summer sale",
            },
        ],
        "results": [{"key": "card", "port": "file.image", "label": "Your card", "display": "hero"}],
    },
}
