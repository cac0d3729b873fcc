"""Shapes of an asset: as it comes in, as it is kept, as it is answered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from headrace.graph.values import Json
from headrace.kernel.ids import new_id
from headrace.media.picture import Stored

AssetKind = Literal["image", "video", "audio"]
Origin = dict[str, Json]
"""Where an asset comes from: `{"upload": true}`, `{"url": "https://…"}`, or run, step, result."""


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that were checked and put among the blobs, but belong to nobody yet."""

    blob: str
    mime: str
    width: int | None
    height: int | None
    bytes: int
    name: str = ""
    kind: AssetKind = "image"
    id: str = field(default_factory=lambda: new_id("asset"))
    """The id it gets when it is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An asset somebody has."""

    id: str
    kind: AssetKind
    blob: str
    mime: str
    width: int | None
    height: int | None
    bytes: int
    name: str
    created_at: datetime

    def picture(self) -> Stored:
        """The asset as a value on an edge."""
        return Stored(self.blob, self.mime, self.width or 0, self.height or 0)

    def answer(self, base: str = "") -> "Asset":
        """What the API says of it; `base` is what the address starts with."""
        return Asset(
            id=self.id,
            type=self.kind,
            mime=self.mime,
            width=self.width,
            height=self.height,
            bytes=self.bytes,
            name=self.name,
            url=base + asset_url(self.id),
            created_at=self.created_at,
        )


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small WebP copy of a picture."""

    blob: str
    bytes: int


class Asset(BaseModel):
    """A picture in the workspace."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    type: AssetKind
    mime: str
    width: int | None
    """Pixels, as shown to a person."""
    height: int | None
    """Pixels, as shown to a person."""
    bytes: int
    """Size of the file."""
    name: str
    """What its owner called the file."""
    url: str
    """Where its content is; add `?w=320` for a thumbnail, `?download=1` to save it."""
    created_at: datetime


def asset_url(asset: str) -> str:
    """The path of an asset's content on this server."""
    return f"/v1/assets/{asset}/content"
