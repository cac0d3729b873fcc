"""The sandboxed process: reads requests from a socket, decodes, computes, encodes, answers.

Started as `python -m headrace.media.child DESCRIPTOR LIMITS`. Everything but
the standard library is imported before it shuts itself in.
"""

import json
import resource
import select
import socket
import sys
from pathlib import Path
from typing import Any

import pyvips

from headrace.graph.values import Json
from headrace.media import frames
from headrace.media.decode import decode_smaller, verify
from headrace.media.encode import encode
from headrace.media.errors import MediaError
from headrace.media.evaluate import Evaluation, File, NodeFailed, as_media_error
from headrace.media.limits import Limits
from headrace.media.operations import warm_up
from headrace.media.recent import Recent
from headrace.media.sandbox import allow_seconds, confine

FONTS = Path(__file__).parent / "fonts"
STANDARD_LIBRARY = Path(json.__file__).parents[1]
"""Python loads its rarer text encodings only when they are needed."""

Answer = tuple[dict[str, Json], list[bytes]]


def main(descriptor: int, limits: Limits) -> None:
    """Serves one request after the other until the parent closes the socket."""
    confine(readable=[FONTS, STANDARD_LIBRARY], memory=limits.memory)
    # A cache would keep strangers' pixels in memory between calls; `Recent` says for how long.
    pyvips.cache_set_max(0)
    warm_up()
    recent = Recent()
    with socket.socket(fileno=descriptor) as connection:
        connection.sendall(frames.READY)
        while request := _next_request(connection, recent):
            allow_seconds(limits.seconds * 4)
            message, parts = _answer(*request, limits, recent)
            message["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            message["held"] = recent.blobs()
            connection.sendall(frames.pack(message, parts))
            for part in parts:
                connection.sendall(part)


def _next_request(
    connection: socket.socket, recent: Recent
) -> tuple[dict[str, Json], list[bytes]] | None:
    while not select.select([connection], [], [], recent.seconds_left())[0]:
        recent.let_go_of_old()
    recent.let_go_of_old()
    return _receive(connection)


def _answer(request: dict[str, Json], parts: list[bytes], limits: Limits, recent: Recent) -> Answer:
    sent = dict(zip(request["sent"], parts, strict=True))
    files: list[File] = []
    for blob in request["blobs"]:
        file = sent[blob] if blob in sent else recent.look(blob)
        if file is None:
            return {"missing": blob}, []
        files.append(file)
    try:
        return _CALLS[request["call"]](request, files, limits, recent)
    except NodeFailed as failed:
        return {"error": _described(failed.error), "node": failed.node}, []
    except (MediaError, pyvips.Error, MemoryError) as error:
        return {"error": _described(as_media_error(error))}, []


def _inspect(
    request: dict[str, Json], files: list[bytes], limits: Limits, recent: Recent
) -> Answer:
    header, pixels = verify(files[0], limits, recent.most_bytes)
    if pixels is not None:
        recent.hold(request["blobs"][0], pixels)
    return {
        "mime": header.mime,
        "width": header.width,
        "height": header.height,
        "frames": header.frames,
    }, []


def _render(request: dict[str, Json], files: list[File], limits: Limits, recent: Recent) -> Answer:
    evaluation = Evaluation(request["nodes"], files, limits)
    for blob in request["blobs"]:
        recent.let_go(blob)
    outputs: list[Json] = []
    rendered: list[bytes] = []
    for output in request["outputs"]:
        try:
            image, data = evaluation.render(output)
        except NodeFailed as failed:
            outputs.append({"error": _described(failed.error), "node": failed.node})
            continue
        outputs.append({"part": len(rendered), "width": image.width, "height": image.height})
        rendered.append(data)
    return {"outputs": outputs}, rendered


def _look(request: dict[str, Json], files: list[File], limits: Limits, _recent: Recent) -> Answer:
    evaluation = Evaluation(request["nodes"], files, limits)
    return {"answer": evaluation.answer(request["question"])}, []


def _thumbnail(
    request: dict[str, Json], files: list[bytes], limits: Limits, _recent: Recent
) -> Answer:
    image = decode_smaller(files[0], request["width"], limits)
    return {"width": image.width, "height": image.height}, [encode(image, "webp", 80)]


_CALLS: dict[str, Any] = {
    "inspect": _inspect,
    "render": _render,
    "look": _look,
    "thumbnail": _thumbnail,
}


def _described(error: MediaError) -> Json:
    return {"code": error.code, "message": error.message, "detail": error.detail}


def _receive(connection: socket.socket) -> tuple[dict[str, Json], list[bytes]] | None:
    length = _exactly(connection, frames.LENGTH.size)
    if not length:
        return None
    message, sizes = frames.unpack(_exactly(connection, frames.LENGTH.unpack(length)[0]))
    return message, [_exactly(connection, size) for size in sizes]


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        received = connection.recv_into(view)
        if not received:
            return b""
        view = view[received:]
    return bytes(data)


if __name__ == "__main__":
    main(int(sys.argv[1]), Limits(**json.loads(sys.argv[2])))
