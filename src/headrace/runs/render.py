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
        self, values: Sequence[tuple[str, Json | Media]]
    ) -> list[tuple[Media, MediaValue | Failure]]:
        """One rendering for all values, each with the name its files get.

        Each picture succeeds or fails on its own.
        """
        wanted: dict[int, tuple[str, Made]] = {}
        for name, value in values:
            pictures = [picture for picture in _pictures(value) if isinstance(picture, Made)]
            for place, picture in enumerate(pictures, 1):
                own = f"{name}-{place:03d}" if len(pictures) > 1 else name
                wanted.setdefault(id(picture), (own, picture))
        if not wanted:
            return []
        results = await self._studio.render([Wanted(picture) for _, picture in wanted.values()])
        named = zip(wanted.values(), results, strict=True)
        kept = await asyncio.gather(*(self._keep(name, result) for (name, _), result in named))
        return list(zip((picture for _, picture in wanted.values()), kept, strict=True))

    async def _keep(self, name: str, result: Rendered | Failure) -> MediaValue | Failure:
        if isinstance(result, Failure):
            return result
        return MediaValue(
            asset=new_id("asset"),
            blob=await self._blobs.put(result.data),
            mime=result.mime,
            width=result.width,
            height=result.height,
            bytes=len(result.data),
            name=f"{name}.{result.mime.partition('/')[2].replace('jpeg', 'jpg')}",
        )


def _pictures(value: Json | Media) -> Iterator[Image]:
    if isinstance(value, Image):
        yield value
    elif is_list(value):
        for item in value:
            yield from _pictures(item)
