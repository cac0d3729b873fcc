"""What is known of models before anybody asks: `catalogue.toml`."""

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from headrace.graph.asking import Capability


class Entry(BaseModel):
    """Models of one vendor whose names look alike. `price` is in whole credits for one text or
    picture; `parameters` are JSON Schemas by name; `sizes` are the only ones there are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    hosts: tuple[str, ...] = Field(min_length=1)
    patterns: tuple[str, ...] = Field(min_length=1)
    capabilities: tuple[Capability, ...] = ()
    price: int = Field(0, ge=0)
    parameters: dict[str, Any] = Field(default_factory=dict)
    sizes: tuple[str, ...] = ()
    egress: str = Field(min_length=1)


@cache
def entries() -> Sequence[Entry]:
    """All of them, those that win first."""
    text = (files("headrace.models") / "catalogue.toml").read_text("utf-8")
    return tuple(Entry.model_validate(found) for found in tomllib.loads(text)["models"])


@lru_cache(maxsize=4096)
def entry_of(kind: str, base_url: str, model: str) -> Entry | None:
    """What is known of a vendor's model. An endpoint of one's own that borrows a vendor's names
    is not that vendor: the host counts."""
    host = urlsplit(base_url).hostname
    for entry in entries():
        theirs = entry.kind == kind and host in entry.hosts
        if theirs and any(fnmatchcase(model, pattern) for pattern in entry.patterns):
            return entry
    return None
