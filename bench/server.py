"""A really started Headrace."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import httpx2

PROGRAM = Path(sys.executable).with_name("headrace")
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Running:
    """A served Headrace: where, with which key, as which process, and how fast it came up."""

    url: str
    key: str
    pid: int
    cold_start: float


@contextlib.contextmanager
def running() -> Generator[Running]:
    """Starts it twice: the first start sets up, the second is the cold start measured."""
    with tempfile.TemporaryDirectory(prefix="headrace-bench-") as folder:
        port = _free_port()
        with _serving(folder, port):
            key = subprocess.run(
                [PROGRAM, "keys", "create", "--data", folder],
                capture_output=True, check=True, text=True,
            ).stdout.strip()  # fmt: skip
        start = time.perf_counter()
        with _serving(folder, port) as process:
            took = time.perf_counter() - start
            yield Running(f"http://127.0.0.1:{port}", key, process.pid, took)


@contextlib.contextmanager
def _serving(folder: str, port: int) -> Generator[subprocess.Popen[bytes]]:
    environment = os.environ | {"HEADRACE_DATA": folder, "HEADRACE_PORT": str(port)}
    process = subprocess.Popen(
        [PROGRAM, "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/healthz", process)
        yield process
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(url).status_code == 200:
                return
        time.sleep(0.01)
    raise TimeoutError("Headrace did not start")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
