"""What is known of models beforehand is valid, priced and found by the right names."""

import re

import pytest
from pydantic import TypeAdapter

from headrace.graph.asking import Ratio
from headrace.models.catalogue import Entry, entries, entry_of
from headrace.models.sizes import size_for
from headrace.models.vendors import VendorKind

OPENAI = "https://api.openai.com/v1"


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.patterns[0])
def test_every_entry_is_valid_and_priced(entry: Entry) -> None:
    TypeAdapter(VendorKind).validate_python(entry.kind)
    assert (entry.price > 0) == bool(entry.capabilities)
    assert entry.egress
    assert all(re.fullmatch(r"\d{3,4}x\d{3,4}", size) for size in entry.sizes)
    assert all(isinstance(schema, dict) for schema in entry.parameters.values())
    if "image.generate" in entry.capabilities:
        assert {"count", "ratio"} <= entry.parameters.keys()


@pytest.mark.parametrize(
    ("model", "capability", "price"),
    [
        ("gpt-4o-mini", "text.generate", 1),
        ("gpt-4o-2024-08-06", "text.generate", 2),
        ("gpt-5-mini-2025-08-07", "text.generate", 1),
        ("gpt-5", "text.generate", 3),
        ("gpt-image-1", "image.generate", 7),
        ("gpt-image-1-mini", "image.generate", 2),
        ("text-embedding-3-small", None, 0),
        ("gpt-4o-mini-tts", None, 0),
        ("gpt-4o-realtime-preview", None, 0),
        ("dall-e-3", None, 0),
    ],
)
def test_openais_models_are_known(model: str, capability: str | None, price: int) -> None:
    entry = entry_of("openai", OPENAI, model)
    assert entry
    assert (list(entry.capabilities), entry.price) == ([capability] if capability else [], price)


@pytest.mark.parametrize(
    ("base_url", "model"),
    [
        (OPENAI, "llama3"),
        ("http://127.0.0.1:11434/v1", "gpt-4o-mini"),
        ("https://api.openai.com.example.org/v1", "gpt-4o-mini"),
    ],
)
def test_others_are_not(base_url: str, model: str) -> None:
    assert entry_of("openai", base_url, model) is None


@pytest.mark.parametrize(
    ("ratio", "size"), [("1:1", "1024x1024"), ("16:9", "1536x1024"), ("9:16", "1024x1536")]
)
def test_a_ratio_a_model_lacks_becomes_the_nearest(ratio: Ratio, size: str) -> None:
    known = entry_of("openai", OPENAI, "gpt-image-1")
    assert known
    assert size_for(ratio, known.sizes) == size


@pytest.mark.parametrize("ratio", Ratio.__args__)
def test_where_nothing_is_known_the_size_is_exactly_in_the_ratio(ratio: Ratio) -> None:
    width, height = map(int, size_for(ratio, ()).split("x"))
    across, down = map(int, ratio.split(":"))
    assert width * down == height * across
    assert 700_000 < width * height < 1_100_000
