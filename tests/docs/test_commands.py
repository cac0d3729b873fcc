"""The commands on the pages do what the pages say."""

import os
import re
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import anyio
import pytest

from headrace.entrypoints.first_start import bring_in_samples
from headrace.testing.vendor import Vendor
from tests.docs.pages import ROOT, blocks_of, pages
from tests.support.served import Server

pytestmark = pytest.mark.anyio

_ADDRESS = "http://127.0.0.1:8000"
_OLLAMA = "http://127.0.0.1:11434/v1"


def commands_of(page: str) -> str:
    """A page's shell blocks as one script, set-up by `make` left out."""
    lines = "".join(blocks_of(page, "sh")).splitlines()
    return "\n".join(line for line in lines if not line.startswith("make "))


SAMPLES = sorted(ROOT.glob("examples/*.json"))
RUN = ["README.md", "docs/api.md", "docs/flow-files.md", "docs/models.md"]


@pytest.fixture(scope="module")
async def serving(working: Server) -> Server:
    """A house with the samples in its gallery."""
    await bring_in_samples(working.house, working.boss, SAMPLES)
    return working


@pytest.fixture(scope="module")
def ollama() -> Generator[str]:
    """Where something answers as the page's model does."""
    with Vendor(models=["llama3"]) as vendor:
        yield vendor.url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somewhere that looks like a checkout to a shell, where results may be written."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    program = tmp_path / ".venv/bin/headrace"
    program.parent.mkdir(parents=True)
    starts = "import sys; from headrace.app import main; sys.argv[0] = 'headrace'; main()"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{starts}" "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.mark.skipif(not shutil.which("curl"), reason="the pages use curl")
@pytest.mark.parametrize("page", RUN)
async def test_the_commands_of_a_page_work(
    page: str, serving: Server, ollama: str, folder: Path
) -> None:
    script = commands_of(page).replace(_ADDRESS, serving.url).replace(_OLLAMA, ollama)
    environment = os.environ | {
        "HEADRACE_DATABASE_URL": serving.house.database.url,
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = await anyio.run_process(
        ["bash", "-c", f"set -euo pipefail\n{script}"], cwd=folder, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[-2_000:]
    assert b'"status":4' not in done.stdout


@pytest.mark.parametrize("page", pages())
def test_every_make_target_on_a_page_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    shown = re.findall(r"^make ([a-z0-9]+)", "\n".join(blocks_of(page, "sh")), re.MULTILINE)
    assert set(shown) <= targets
