"""The pages people read, and what stands in them."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def tracked_files() -> list[Path]:
    """What git knows, deleted files left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def pages() -> list[str]:
    """Every page, by its path from the root."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def blocks_of(page: str, language: str) -> list[str]:
    """The fenced blocks written in a language."""
    text = (ROOT / page).read_text()
    return [block for found, block in _FENCED.findall(text) if found == language]


def links_of(page: str) -> list[str]:
    prose = _FENCED.sub("", (ROOT / page).read_text())
    return [found["target"] for found in _LINK.finditer(prose)]


def anchors_of(path: Path) -> set[str]:
    """The `#names` of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
