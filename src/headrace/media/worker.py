"""The parent's end of one sandboxed process."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from headrace.graph.values import Json
from headrace.media import frames
from headrace.media.limits import Limits

Reply = tuple[dict[str, Json], list[bytes]]

_SOURCE = Path(__file__).parents[2]
_FONTS = Path(__file__).parent / "fonts" / "fonts.conf"


class WorkerGone(Exception):
    """The process ended before it answered."""


class Worker:
    """One child process; answers one request at a time."""

    def __init__(self, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            # Started afresh, never forked: a fork after libvips has started hangs.
            self._process = subprocess.Popen(
                [
                    sys.executable, "-P", "-m", "headrace.media.child",
                    str(theirs.fileno()), json.dumps(asdict(limits)),
                ],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._socket = ours
        self._is_ready = False
        self.peak = 0
        self.held = frozenset[str]()
        """Blobs whose pixels it holds, as of its last answer."""

    async def ready(self) -> None:
        """Waits until the process has read its libraries and fonts; raises WorkerGone."""
        if not self._is_ready:
            await self._exactly(len(frames.READY))
            self._is_ready = True

    async def ask(
        self, message: dict[str, Json], blobs: Sequence[str], files: Mapping[str, bytes]
    ) -> Reply:
        """The answer; raises WorkerGone when the process ended.

        It is about `blobs`; `files` has the bytes of those that the process does not hold.
        """
        sent = [blob for blob in blobs if blob in files]
        parts = [files[blob] for blob in sent]
        await self._send(message | {"blobs": list(blobs), "sent": sent}, parts)
        length = frames.LENGTH.unpack(await self._exactly(frames.LENGTH.size))[0]
        answer, sizes = frames.unpack(await self._exactly(length))
        found = [bytes(await self._exactly(size)) for size in sizes]
        self.peak = answer["peak"]
        # Only what it was asked about: a process taken over could claim to hold anything.
        self.held = (self.held | set(blobs)) & set(answer["held"])
        return answer, found

    async def _send(self, message: dict[str, Json], parts: Sequence[bytes]) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._socket, frames.pack(message, parts))
            for part in parts:
                await loop.sock_sendall(self._socket, part)
        except ConnectionError as error:
            raise WorkerGone from error

    async def _exactly(self, size: int) -> bytearray:
        loop = asyncio.get_running_loop()
        data = bytearray(size)
        view = memoryview(data)
        while view:
            try:
                received = await loop.sock_recv_into(self._socket, view)
            except ConnectionError as error:
                raise WorkerGone from error
            if not received:
                raise WorkerGone
            view = view[received:]
        return data

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends the process, whatever it is doing; a question under way raises WorkerGone."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Ends the process and lets go of it; nobody may be asking."""
        self.end()
        self._socket.close()


def _environment() -> dict[str, str]:
    """Nothing of ours: what the parent knows must not be readable from the child."""
    return {
        "FONTCONFIG_FILE": os.fspath(_FONTS),
        "XDG_CACHE_HOME": "/nonexistent",
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": os.fspath(_SOURCE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "VIPS_CONCURRENCY": "1",
    }
