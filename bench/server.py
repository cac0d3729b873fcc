"""A really started Headrace, and a client that knows only its API."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

PROGRAM = Path(sys.executable).with_name("headrace")
START_SECONDS = 60
DOCUMENT: dict[str, Any] = {
    "name": "Bench",
    "nodes": [
        {"id": "photo", "type": "image"},
        {"id": "words", "type": "text", "values": {"text": "Summer sale"}},
        {"id": "fit", "type": "image.resize", "values": {"width": 512, "height": 512}},
        {"id": "card", "type": "image.text", "values": {"position": "bottom"}},
        {"id": "file", "type": "image.convert", "values": {"format": "webp", "quality": 80}},
    ],
    "edges": [
        {"from": "photo.image", "to": "fit.image"},
        {"from": "fit.image", "to": "card.image"},
        {"from": "words.text", "to": "card.text"},
        {"from": "card.image", "to": "file.image"},
    ],
    "flow": {
        "name": "Bench",
        "slug": "bench",
        "fields": [{"key": "photo", "port": "photo.image"}],
        "results": [{"key": "card", "port": "file.image"}],
    },
}


@dataclass(frozen=True, slots=True)
class Running:
    """A served Headrace: where, with which key, as which process, and how fast it came up."""

    url: str
    key: str
    pid: int
    cold_start: float

    def client(self) -> httpx2.AsyncClient:
        headers = {"Authorization": f"Bearer {self.key}"}
        return httpx2.AsyncClient(base_url=self.url, headers=headers, timeout=120)

    def resident_megabytes(self) -> float:
        """Memory of the Python process that serves."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


@contextlib.contextmanager
def running(port: int = 8765) -> Generator[Running]:
    """Starts it twice: the first start sets up, the second is the cold start measured."""
    with tempfile.TemporaryDirectory(prefix="headrace-bench-") as folder:
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
        _wait_until_ready(f"http://127.0.0.1:{port}/healthz")
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(url).status_code == 200:
                return
        time.sleep(0.01)
    raise TimeoutError("Headrace did not start")


async def one_run(client: httpx2.AsyncClient, data: bytes) -> bytes:
    """Upload, run, wait, fetch: the picture's bytes, as any program would get them."""
    uploaded = await client.post("/v1/assets", content=data, headers={"Content-Type": "image/png"})
    run = await client.post(
        "/v1/flows/bench/runs",
        json={"inputs": {"photo": uploaded.json()["id"]}},
        headers={"Prefer": "wait=60"},
    )
    (card,) = run.json()["results"]["card"]
    return (await client.get(card["url"])).content
