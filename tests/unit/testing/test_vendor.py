"""The pretended vendor as a program, whose log others read while it lives and after."""

import io
import json
import subprocess
import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx2
import pytest
from PIL import Image

from headrace.testing.conduct import Conduct, Script
from headrace.testing.png import png
from headrace.testing.vendor import Vendor


@pytest.fixture
def program(tmp_path: Path) -> Generator[str]:
    """The address of a vendor in a process of its own."""
    command = [sys.executable, "-m", "headrace.testing.vendor", "--log", str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.kill()


def asks(url: str, prompt: str) -> httpx2.Response:
    body: dict[str, Any] = {
        "model": "writer-1",
        "messages": [{"role": "user", "content": prompt}],
    }
    headers = {"Idempotency-Key": f"once {prompt}"}
    return httpx2.post(f"{url}/chat/completions", json=body, headers=headers)


def test_each_call_is_a_line_of_its_log(program: str, tmp_path: Path) -> None:
    for prompt in ("one", "two"):
        assert asks(program, prompt).json()["choices"][0]["message"]["content"].endswith(prompt)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    told = [(line["path"], line["once"], line["model"], line["prompt"]) for line in lines]
    assert told == [
        ("/v1/chat/completions", "once one", "writer-1", "one"),
        ("/v1/chat/completions", "once two", "writer-1", "two"),
    ]
    assert lines[0]["at"] < lines[1]["at"]


def test_it_is_told_over_http_how_to_behave(program: str) -> None:
    root = program.removesuffix("/v1")
    script: dict[str, Any] = {
        "prompt": "bad",
        "conducts": [{"status": 429, "retry_after": "3"}, {"status": 500}],
    }
    assert httpx2.post(f"{root}/control/script", json=script).status_code == 204
    answers = [asks(program, prompt) for prompt in ("bad", "good", "bad", "bad")]
    assert [answer.status_code for answer in answers] == [429, 200, 500, 200]
    assert answers[0].headers["retry-after"] == "3"
    state = httpx2.get(f"{root}/control/state").json()
    assert state == {"calls": 4, "at_once": 0, "most_at_once": 1}


def test_it_counts_how_many_call_at_once() -> None:
    together = Barrier(5)

    class Meeting(Script):
        def next(self, prompt: str) -> Conduct:
            together.wait(timeout=30)
            return super().next(prompt)

    with Vendor() as vendor, ThreadPoolExecutor(5) as pool:
        vendor.script = Meeting()
        list(pool.map(asks, [vendor.url] * 5, "abcde"))
        assert (vendor.most_at_once, vendor.state()["at_once"]) == (5, 0)


def test_its_pictures_depend_on_their_seed_alone() -> None:
    assert png(40, 30, "a") == png(40, 30, "a") != png(40, 30, "b")
    picture = Image.open(io.BytesIO(png(40, 30, "a")))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (40, 30))
