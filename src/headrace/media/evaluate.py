"""Follows a program in the sandbox: every shared part is decoded and computed once."""

from collections import Counter
from collections.abc import Sequence

import pyvips

from headrace.graph.values import Json
from headrace.media.decode import decode
from headrace.media.encode import encode
from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.operations import OPERATIONS, QUERIES

File = bytes | pyvips.Image
"""A picture's file, or its pixels when they were decoded before."""


class NodeFailed(Exception):
    """A node could not be computed, or a picture made of it could not be written."""

    def __init__(self, node: int, error: MediaError) -> None:
        super().__init__(error.message)
        self.node = node
        self.error = error


class Evaluation:
    """One call's pictures, computed when first asked for."""

    def __init__(self, nodes: list[Json], files: Sequence[File], limits: Limits) -> None:
        self._nodes = nodes
        self._files = files
        self._limits = limits
        self._known: dict[int, pyvips.Image | NodeFailed] = {}
        self._uses = Counter(source for node in nodes for source in node.get("sources", ()))

    def render(self, output: Json) -> tuple[pyvips.Image, bytes]:
        """The picture of an output and its encoded bytes; raises NodeFailed."""
        node: int = output["node"]
        self._uses[node] += 1
        image = self._image(node)
        try:
            return image, encode(image, output["format"], output["quality"])
        except (MediaError, pyvips.Error, MemoryError) as error:
            raise NodeFailed(node, as_media_error(error)) from error

    def answer(self, question: Json) -> Json:
        """The fact a query asks for; raises NodeFailed."""
        node: int = question["node"]
        image = self._image(node)
        try:
            return QUERIES[question["query"]](image, **question["settings"])
        except (MediaError, pyvips.Error, MemoryError) as error:
            raise NodeFailed(node, as_media_error(error)) from error

    def _image(self, wanted: int) -> pyvips.Image:
        for node in self._needed_for(wanted):
            if node not in self._known:
                self._known[node] = self._computed(node)
        found = self._known[wanted]
        if isinstance(found, NodeFailed):
            raise found
        return found

    def _needed_for(self, wanted: int) -> list[int]:
        needed, waiting = set[int](), [wanted]
        while waiting:
            node = waiting.pop()
            if node not in needed:
                needed.add(node)
                waiting.extend(self._nodes[node].get("sources", ()))
        return sorted(needed)

    def _computed(self, node: int) -> pyvips.Image | NodeFailed:
        description = self._nodes[node]
        sources: list[pyvips.Image] = []
        for source in description.get("sources", ()):
            found = self._known[source]
            if isinstance(found, NodeFailed):
                return found
            sources.append(found)
        try:
            if "blob" in description:
                blob: int = description["blob"]
                file = self._files[blob]
                return decode(file, self._limits) if isinstance(file, bytes) else file
            image = OPERATIONS[description["operation"]](*sources, **description["settings"])
            self._check_size(image)
            return image.copy_memory() if self._uses[node] > 1 else image
        except (MediaError, pyvips.Error, MemoryError) as error:
            return NodeFailed(node, as_media_error(error))

    def _check_size(self, image: pyvips.Image) -> None:
        if image.width * image.height > self._limits.pixels:
            raise MediaError(
                "media.too_large",
                f"The result would have {image.width} × {image.height} pixels. Make it smaller.",
            )


def as_media_error(error: MediaError | pyvips.Error | MemoryError) -> MediaError:
    """What happened, in words for the runner and for the builder."""
    if isinstance(error, MediaError):
        return error
    if isinstance(error, MemoryError) or "memory" in str(error):
        return MediaError("media.too_large", "This needs too much memory. Use smaller pictures.")
    return MediaError(
        "media.broken",
        "This picture could not be made. Try another picture or other settings.",
        " ".join(str(error).split()),
    )
