"""A run that asks, on the command line."""

from pathlib import Path

import orjson
import pytest

from tests.cli.shell import Shell
from tests.support.working import text_flow

pytestmark = pytest.mark.anyio

CHOICE = text_flow(
    [
        {"id": "words", "type": "list", "values": {"items": ["red", "green", "blue"]}},
        {"id": "best", "type": "logic.pick_one", "title": "Which colour?"},
    ],
    ["words.items > best.options"],
    "best.choice",
    {"words": "words.items"},
)


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Shell:
    (tmp_path / "choice.json").write_bytes(orjson.dumps(CHOICE))
    return Shell(database_url, tmp_path)


async def test_somebody_chooses(shell: Shell) -> None:
    done = await shell("run", "choice.json", "--data", "data", said=b"5\n2\n")
    assert done.returncode == 0, done.stderr
    assert b"2) green" in done.stderr
    assert b"from 0 to 2" in done.stderr
    assert (shell.folder / "out.txt").read_text() == "green"


async def test_nobody_is_there_to_choose(shell: Shell) -> None:
    done = await shell("run", "choice.json", "--data", "data")
    assert done.returncode == 2
    assert "This run asks “Which colour?”".encode() in done.stderr
