"""The pretended vendor's side of HTTP."""

import gzip
import json
import time
from collections.abc import Callable, Mapping
from email.message import Message
from email.parser import BytesParser
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol, cast
from urllib.parse import unquote

from headrace.testing.conduct import Conduct, Script
from headrace.testing.made import Made, chat, listing, picture, pictures

_JSON = "application/json"
_PIECE = b"x" * 65536
_HUGE = 200 * 1024 * 1024


class Serves(Protocol):
    """What a request needs of the vendor."""

    key: str | None
    models: tuple[str, ...]
    script: Script
    url: str

    def begin(self, call: dict[str, Any]) -> None: ...
    def end(self) -> None: ...
    def state(self) -> dict[str, int]: ...


class Handler(BaseHTTPRequestHandler):
    """One connection of one caller."""

    protocol_version = "HTTP/1.1"

    @property
    def vendor(self) -> Serves:
        return cast("Serves", cast("Any", self.server).vendor)

    def log_message(self, format: str, *args: Any) -> None:
        """The vendor's own log tells what counts."""

    def do_GET(self) -> None:
        if self.path == "/control/state":
            self._send(200, json.dumps(self.vendor.state()).encode())
        elif self.path.startswith("/pictures/"):
            self._send_picture(self.path.removeprefix("/pictures/"))
        else:
            self._called(b"", {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/control/script":
            self._rehearse(json.loads(body))
        else:
            self._called(body, _request_in(self.headers, body))

    def _rehearse(self, wanted: Mapping[str, Any]) -> None:
        conducts = [Conduct.model_validate(found) for found in wanted["conducts"]]
        if wanted.get("always"):
            self.vendor.script.always(wanted["prompt"], conducts[0])
        else:
            self.vendor.script.add(wanted["prompt"], *conducts)
        self._send(204, b"")

    def _called(self, body: bytes, request: Mapping[str, Any]) -> None:
        prompt = _prompt_of(request)
        self.vendor.begin(
            {
                "method": self.command,
                "path": self.path,
                "once": self.headers.get("idempotency-key"),
                "model": request.get("model"),
                "prompt": prompt,
                "request": request,
                "bytes": len(body),
            }
        )
        try:
            give = self._decided(request, prompt)
        finally:
            # Before the answer leaves: whoever has it may call again at once.
            self.vendor.end()
        give()

    def _decided(self, request: Mapping[str, Any], prompt: str) -> Callable[[], None]:
        shown = self.headers.get("authorization", "")
        if self.vendor.key is not None and shown != f"Bearer {self.vendor.key}":
            # Some vendors do tell the whole key back.
            words = f"Incorrect API key provided: {shown.removeprefix('Bearer ')}."
            return partial(self._fail, Conduct(status=401, code="invalid_api_key", words=words))
        conduct = self.vendor.script.next(prompt)
        time.sleep(conduct.delay)
        if conduct.status != 200:
            return partial(self._fail, conduct)
        made = self._made(request, prompt, conduct)
        if made is None:
            nothing = Conduct(status=404, words=f"There is nothing at {self.path}.")
            return partial(self._fail, nothing)
        return partial(self._give, made, conduct)

    def _made(self, request: Mapping[str, Any], prompt: str, conduct: Conduct) -> Made | None:
        root = self.vendor.url.removesuffix("/v1")
        match self.path:
            case "/v1/models":
                return listing(self.vendor.models)
            case "/v1/chat/completions":
                return chat(request, prompt, conduct)
            case "/v1/images/generations" | "/v1/images/edits":
                return pictures(request, prompt, conduct, root)
            case _:
                return None

    def _fail(self, conduct: Conduct) -> None:
        words = conduct.words or f"Answered with {conduct.status} on purpose."
        error = {"message": words, "type": "error", "code": conduct.code or None}
        headers = {"Retry-After": conduct.retry_after} if conduct.retry_after is not None else {}
        self._send(conduct.status, json.dumps({"error": error}).encode(), headers=headers)

    def _give(self, made: Made, conduct: Conduct) -> None:
        body = json.dumps(made).encode()
        match conduct.fault:
            case "garbage":
                self._send(200, bytes(range(256)))
            case "truncated":
                self._send(200, body[: len(body) // 2])
            case "wrong_type":
                self._send(200, b"<html>Back soon</html>", mime="text/html")
            case "empty":
                self._send(200, b"{}")
            case "compressed":
                self._send(200, gzip.compress(body), headers={"Content-Encoding": "gzip"})
            case "huge":
                self._begin(200, _JSON, _HUGE, {})
                for _ in range(_HUGE // len(_PIECE)):
                    self.wfile.write(_PIECE)
            case "cut":
                self._begin(200, _JSON, len(body), {})
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            case _:
                self._send(200, body)

    def _send_picture(self, address: str) -> None:
        size, _, prompt = unquote(address).partition("/")
        self._send(200, picture({"size": size}, prompt), mime="image/png")

    def _send(
        self,
        status: int,
        body: bytes,
        *,
        mime: str = _JSON,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._begin(status, mime, len(body), headers or {})
        self.wfile.write(body)

    def _begin(self, status: int, mime: str, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": mime, "Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _request_in(headers: Message, body: bytes) -> dict[str, Any]:
    mime = headers.get("content-type", "")
    if not mime.startswith("multipart/form-data"):
        return json.loads(body)
    form = BytesParser().parsebytes(f"Content-Type: {mime}\r\n\r\n".encode() + body)
    found: dict[str, Any] = {"images": 0}
    for part in cast("list[Message]", form.get_payload()):
        name = str(part.get_param("name", header="content-disposition"))
        if name.startswith("image"):
            found["images"] += 1
        else:
            found[name] = cast("bytes", part.get_payload(decode=True)).decode()
    return found


def _prompt_of(request: Mapping[str, Any]) -> str:
    """What was asked for; of a conversation, the last thing said."""
    if "prompt" in request:
        return str(request["prompt"])
    messages = request.get("messages") or [{"content": ""}]
    content = messages[-1]["content"]
    if isinstance(content, str):
        return content
    parts = cast("list[dict[str, Any]]", content)
    return " ".join(str(part["text"]) for part in parts if part["type"] == "text")
