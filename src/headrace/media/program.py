"""Pictures flattened into a program the sandbox can follow: shared parts appear once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from headrace.graph.values import Image, Json
from headrace.media.picture import Encoding, Made, Query, Stored, Wanted

CONVERT = "convert"
"""The operation whose settings also say how the picture is to be encoded."""


@dataclass(slots=True)
class Program:
    """Nodes in an order in which every source precedes its use.

    `pictures[i]` is the picture that node `i` was first met as.
    """

    nodes: list[Json] = field(default_factory=list[Json])
    blobs: list[str] = field(default_factory=list[str])
    pictures: list[Image] = field(default_factory=list[Image])
    _by_picture: dict[int, int] = field(default_factory=dict[int, int])
    _by_shape: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, picture: Image) -> int:
        """The picture's node, its sources before it. Chains may be deep, so no recursion."""
        waiting = [picture]
        while waiting:
            current = waiting[-1]
            missing = [s for s in _sources(current) if id(s) not in self._by_picture]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if id(current) not in self._by_picture:
                self._by_picture[id(current)] = self._place(current)
        return self._by_picture[id(picture)]

    def _place(self, picture: Image) -> int:
        node = self._described(picture)
        shape = json.dumps(node, sort_keys=True)
        if shape not in self._by_shape:
            self._by_shape[shape] = len(self.nodes)
            self.nodes.append(node)
            self.pictures.append(picture)
        return self._by_shape[shape]

    def _described(self, picture: Image) -> Json:
        if isinstance(picture, Made):
            sources = [self._by_picture[id(source)] for source in picture.sources]
            return {
                "operation": picture.operation,
                "settings": dict(picture.settings),
                "sources": sources,
            }
        if isinstance(picture, Stored):
            if picture.blob not in self.blobs:
                self.blobs.append(picture.blob)
            return {"blob": self.blobs.index(picture.blob)}
        raise TypeError(f"not a picture: {type(picture).__name__}")


def program_of(wanted: Sequence[Wanted]) -> tuple[Program, list[Json]]:
    """The program, and for each wanted picture its node and encoding."""
    program = Program()
    outputs: list[Json] = []
    for one in wanted:
        encoding = one.encoding or encoding_of(one.image)
        outputs.append(
            {
                "node": program.add(one.image),
                "format": encoding.format,
                "quality": encoding.quality,
            }
        )
    return program, outputs


def program_of_query(query: Query) -> tuple[Program, Json]:
    program = Program()
    node = program.add(query.source)
    question = {"node": node, "query": query.operation, "settings": dict(query.settings)}
    return program, question


def encoding_of(image: Image) -> Encoding:
    """What the picture itself asks for; PNG when it does not say."""
    if isinstance(image, Made) and image.operation == CONVERT:
        return Encoding(image.settings["format"], image.settings["quality"])
    return Encoding("png")


def _sources(picture: Image) -> tuple[Image, ...]:
    return picture.sources if isinstance(picture, Made) else ()
