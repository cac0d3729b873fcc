"""A real studio with pictures of its own, for tests about pixels."""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import Image as Pillow

from headrace.graph import values
from headrace.graph.values import Image, Json
from headrace.media.picture import Encoding, Failure, Inspected, Query, Rendered, Stored, Wanted
from headrace.media.studio import Studio


@dataclass
class Darkroom:
    """Keeps bytes as blobs and renders pictures made of them."""

    blobs: dict[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    studio: Studio = field(init=False)
    reads: int = 0

    def __post_init__(self) -> None:
        self.studio = Studio(self.read, children=1)

    async def read(self, blob: str) -> bytes:
        self.reads += 1
        return self.blobs[blob]

    async def inspect(self, data: bytes) -> Inspected:
        """What an upload with these bytes is."""
        return await self.studio.inspect(data, _name(data))

    def keep(self, data: bytes) -> Stored:
        """The bytes as a picture; the size stated here plays no part in rendering."""
        blob = _name(data)
        self.blobs[blob] = data
        return Stored(blob, "image/png", 1, 1)

    async def look(self, query: values.Query) -> Json:
        assert isinstance(query, Query)
        return await self.studio.look(query)

    async def progress(self, done: float) -> None:
        """Nobody watches."""

    async def rendered(self, image: Image, encoding: Encoding | None = None) -> Rendered:
        """The picture's bytes; fails the test when it cannot be made."""
        (result,) = await self.studio.render([Wanted(image, encoding)])
        assert isinstance(result, Rendered), result
        return result

    async def failure(self, image: Image) -> Failure:
        """Why the picture cannot be made; fails the test when it can."""
        (result,) = await self.studio.render([Wanted(image)])
        assert isinstance(result, Failure), result
        return result

    async def seen(self, image: Image, encoding: Encoding | None = None) -> Pillow.Image:
        """The picture as another library sees it."""
        return Pillow.open(io.BytesIO((await self.rendered(image, encoding)).data))


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
