"""Where pictures are read, made and written: the parent's side of the sandbox."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence

from headrace.graph.values import Image, Json
from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.picture import Failure, Inspected, Query, Rendered, Wanted
from headrace.media.pool import Pool
from headrace.media.program import program_of, program_of_query

_TIDY_EVERY = 60.0


class Studio:
    """Renders pictures in sandboxed processes.

    `read` gives a blob's bytes. `children` is how many processes may run, by default one
    per processor.
    """

    def __init__(
        self,
        read: Callable[[str], Awaitable[bytes]],
        *,
        children: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._read = read
        self._pool = Pool(children or os.cpu_count() or 1, limits or Limits())
        self._tidying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Warms the processes up. Not needed for correctness, only for the first call's speed."""
        self._pool.warm()
        self._tidying = asyncio.create_task(self._tidy())

    @property
    def load(self) -> tuple[int, int]:
        """How many processes are at work, and how many there may be."""
        return self._pool.load

    async def close(self) -> None:
        """Ends the processes; work under way fails as crashed."""
        if self._tidying:
            self._tidying.cancel()
        self._pool.close()

    async def inspect(self, data: bytes, blob: str) -> Inspected:
        """What an upload is, decoded in full to make sure; raises MediaError.

        `blob` is its name; its pixels are held for a while under that name.
        """
        answer, _ = await self._pool.ask({"call": "inspect"}, {blob: data})
        _raise_error(answer)
        return Inspected(answer["mime"], answer["width"], answer["height"], answer["frames"])

    async def render(self, wanted: Sequence[Wanted]) -> list[Rendered | Failure]:
        """Each wanted picture, encoded, or why it failed; what they share is computed once."""
        if not wanted:
            return []
        try:
            return await self._render(wanted)
        except MediaError as error:
            if len(wanted) == 1:
                return [Failure(error.code, error.message, error.detail, wanted[0].image)]
        # One of them took the process down: alone, the others come through.
        return [result for one in wanted for result in await self.render([one])]

    async def look(self, query: Query) -> Json:
        """A fact about a picture; raises MediaError."""
        program, question = program_of_query(query)
        message = {"call": "look", "nodes": program.nodes, "question": question}
        answer, _ = await self._pool.ask_about(message, program.blobs, self._read)
        _raise_error(answer)
        return answer["answer"]

    async def thumbnail(self, blob: str, width: int) -> Rendered:
        """A stored picture as WebP, at most `width` pixels wide; raises MediaError."""
        data = await self._read(blob)
        answer, parts = await self._pool.ask({"call": "thumbnail", "width": width}, {blob: data})
        _raise_error(answer)
        return Rendered(parts[0], "image/webp", answer["width"], answer["height"])

    async def _render(self, wanted: Sequence[Wanted]) -> list[Rendered | Failure]:
        program, outputs = program_of(wanted)
        message = {"call": "render", "nodes": program.nodes, "outputs": outputs}
        answer, parts = await self._pool.ask_about(message, program.blobs, self._read)
        _raise_error(answer)
        return [
            _result(found, output, parts, program.pictures)
            for found, output in zip(answer["outputs"], outputs, strict=True)
        ]

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(_TIDY_EVERY)
            self._pool.close_idle()


def _result(
    found: Json, output: Json, parts: list[bytes], pictures: list[Image]
) -> Rendered | Failure:
    if "error" in found:
        error = found["error"]
        blamed: int = found["node"]
        return Failure(error["code"], error["message"], error["detail"], pictures[blamed])
    mime = f"image/{output['format']}"
    part: int = found["part"]
    return Rendered(parts[part], mime, found["width"], found["height"])


def _raise_error(answer: dict[str, Json]) -> None:
    if "error" in answer:
        error = answer["error"]
        raise MediaError(error["code"], error["message"], error["detail"])
