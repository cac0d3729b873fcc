"""Pictures that were only described so far are computed, kept as files and made assets."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence

from headrace.blobs import Blobs
from headrace.graph.values import Image, Json, Media, is_list
from headrace.kernel.ids import new_id
from headrace.media.picture import Failure, Made, Rendered, Wanted
from headrace.media.studio import Studio
from headrace.runs.stored import MediaValue


class Blame:
    """Which step described which picture, so that a failure finds its step."""

    def __init__(self) -> None:
        self._steps: dict[int, str] = {}
        self._held: list[Media] = []

    def note(self, step: str, values: Iterable[Json | Media]) -> None:
        """Everything reachable from these values that nobody owned before is this step's."""
        waiting = [picture for value in values for picture in _pictures(value)]
        while waiting:
            picture = waiting.pop()
            if id(picture) not in self._steps:
                self._steps[id(picture)] = step
                self._held.append(picture)
                if isinstance(picture, Made):
                    waiting += picture.sources

    def of(self, picture: Media, otherwise: Media) -> str:
        return self._steps.get(id(picture)) or self._steps[id(otherwise)]


class Darkroom:
    """Where described pictures become files."""

    def __init__(self, studio: Studio, blobs: Blobs) -> None:
        self._studio = studio
        self._blobs = blobs

    async def develop(
        self, values: Sequence[Json | Media]
    ) -> list[tuple[Media, MediaValue | Failure]]:
        """One rendering for everything; each picture succeeds or fails on its own."""
        wanted = {id(p): p for value in values for p in _pictures(value) if isinstance(p, Made)}
        if not wanted:
            return []
        pictures = list(wanted.values())
        results = await self._studio.render([Wanted(picture) for picture in pictures])
        kept = await asyncio.gather(*(self._keep(result) for result in results))
        return list(zip(pictures, kept, strict=True))

    async def _keep(self, result: Rendered | Failure) -> MediaValue | Failure:
        if isinstance(result, Failure):
            return result
        asset = new_id("asset")
        return MediaValue(
            asset=asset,
            blob=await self._blobs.put(result.data),
            mime=result.mime,
            width=result.width,
            height=result.height,
            bytes=len(result.data),
            name=f"{asset}.{result.mime.partition('/')[2].replace('jpeg', 'jpg')}",
        )


def _pictures(value: Json | Media) -> Iterator[Image]:
    if isinstance(value, Image):
        yield value
    elif is_list(value):
        for item in value:
            yield from _pictures(item)
