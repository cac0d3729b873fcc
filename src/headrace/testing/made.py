"""What the pretended vendor makes: the same for the same request."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from headrace.testing.conduct import Conduct
from headrace.testing.png import png

Made = dict[str, Any]

_SHRINK = 16


def listing(models: Sequence[str]) -> Made:
    found = [{"id": id, "object": "model", "created": 0, "owned_by": "vendor"} for id in models]
    return {"object": "list", "data": found}


def chat(request: Mapping[str, Any], prompt: str, conduct: Conduct) -> Made:
    """Says which model heard what; a list or JSON when its rules ask for that."""
    text = conduct.text if conduct.text is not None else _echo(request, prompt)
    return {
        "id": f"chatcmpl-{hashlib.sha256(prompt.encode()).hexdigest()[:24]}",
        "object": "chat.completion",
        "model": request.get("model"),
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": len(prompt), "completion_tokens": len(text)},
    }


def _echo(request: Mapping[str, Any], prompt: str) -> str:
    rules = " ".join(str(m["content"]) for m in request["messages"] if m["role"] == "system")
    if "JSON array" in rules:
        return f"```json\n{json.dumps([f'{prompt} {number}' for number in (1, 2, 3)])}\n```"
    if "valid JSON" in rules:
        return json.dumps({"heard": prompt})
    return f"{request.get('model')} heard: {prompt}"


def pictures(request: Mapping[str, Any], prompt: str, conduct: Conduct, root: str) -> Made:
    """Small PNGs in the ratio that was asked for."""
    count = int(request.get("n") or 1)
    return {
        "created": 0,
        "data": [_item(request, f"{prompt}#{place}", conduct, root) for place in range(count)],
    }


def picture(request: Mapping[str, Any], prompt: str) -> bytes:
    width, height = (int(side) // _SHRINK for side in str(request["size"]).split("x"))
    return png(width, height, f"{prompt}|{request.get('seed')}")


def _item(request: Mapping[str, Any], prompt: str, conduct: Conduct, root: str) -> dict[str, str]:
    if conduct.by_address:
        return {"url": f"{root}/pictures/{request['size']}/{quote(prompt, safe='')}"}
    data = picture(request, prompt)
    if conduct.fault == "no_picture":
        data = b"<html>Not a picture</html>"
    elif conduct.fault == "half_a_picture":
        data = data[: len(data) // 2]
    return {"b64_json": base64.b64encode(data).decode()}
