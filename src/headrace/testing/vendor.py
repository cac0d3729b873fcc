"""A vendor that speaks OpenAI's language over real HTTP, and keeps its own log.

In a test:

    with Vendor() as vendor:
        vendor.script.add("a cat", Conduct(status=429, retry_after="2"))

As a program, for tests that kill things around it:

    python -m headrace.testing.vendor --port 9900 --log vendor.jsonl

The log has a line for each call, written before the call is answered. `GET /control/state`
tells how many calls there were, and how many at once; `POST /control/script` takes
`{"prompt": "a cat", "conducts": [{"status": 429}], "always": false}`.
"""

import argparse
import json
import time
from collections.abc import Sequence
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from headrace.testing.conduct import Script
from headrace.testing.serving import Handler

MODELS = ("writer-1", "writer-2", "painter-1")


class Vendor:
    """Serves from the moment it is made until it is closed. `key` is what callers must show."""

    def __init__(
        self,
        *,
        port: int = 0,
        key: str | None = None,
        models: Sequence[str] = MODELS,
        log: Path | None = None,
    ) -> None:
        self.key = key
        self.models = tuple(models)
        self.script = Script()
        self.calls: list[dict[str, Any]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = Lock()
        self._log = log.open("a") if log else None
        self._server = _Server(self, port)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """What is registered as `base_url`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self._log:
            self._log.close()

    def __enter__(self) -> "Vendor":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, call: dict[str, Any]) -> None:
        """Notes a call, before anything is answered."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            line = {"at": time.time(), **call}
            self.calls.append(line)
            if self._log:
                # Without the request itself, in which whole pictures may be.
                told = {name: value for name, value in line.items() if name != "request"}
                self._log.write(f"{json.dumps(told)}\n")
                self._log.flush()

    def end(self) -> None:
        with self._lock:
            self._at_once -= 1

    def state(self) -> dict[str, int]:
        return {
            "calls": len(self.calls),
            "at_once": self._at_once,
            "most_at_once": self.most_at_once,
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, vendor: Vendor, port: int) -> None:
        self.vendor = vendor
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that leave early are what some tests are about."""


def main() -> None:
    parser = argparse.ArgumentParser(description="A pretended vendor of models.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--key")
    parser.add_argument("--models", default=",".join(MODELS))
    given = parser.parse_args()
    vendor = Vendor(port=given.port, key=given.key, models=given.models.split(","), log=given.log)
    print(vendor.url, flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
