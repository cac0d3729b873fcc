"""What holds for every file of the project."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tests.docs.pages import ROOT, tracked_files

_TEXT = {
    ".py",
    ".ts",
    ".tsx",
    ".css",
    ".md",
    ".json",
    ".toml",
    ".txt",
    ".html",
    ".yaml",
    ".yml",
    "",
}
_MOST_LINES = 320
_MOST_FUNCTION_LINES = 50


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file by its path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for path in tracked_files()
        if path.suffix in _TEXT
    }


def test_no_package_registry_is_written_down(texts: dict[str, str]) -> None:
    # Whoever installs says which one; a lock that names another would not install there.
    hosts = ["npmjs" + ".org", "pypi" + ".org", "pythonhosted" + ".org", "yarnpkg" + ".com"]
    named = [(name, host) for name, text in texts.items() for host in hosts if host in text]
    assert named == []


def test_no_path_of_one_machine_is_written_down(texts: dict[str, str]) -> None:
    somebody = re.compile(r"""(?:^|[\s"'`(=])/(?:work|root|home/\w+|Users/\w+)/\w""")
    named = [name for name, text in texts.items() if somebody.search(text)]
    assert named == []


def test_nothing_is_left_for_later(texts: dict[str, str]) -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
    found = [name for name, text in texts.items() if later.search(text)]
    assert found == []


def test_files_can_be_read_at_a_sitting(texts: dict[str, str]) -> None:
    written = {
        name: text.count("\n")
        for name, text in texts.items()
        if name.startswith(("src/", "web/src/")) and _is_code(name)
    }
    assert {name: lines for name, lines in written.items() if lines > _MOST_LINES} == {}


def _is_code(name: str) -> bool:
    """Code that people write; migrations and generated types are only added to."""
    written = Path(name).suffix in {".py", ".ts", ".tsx", ".css"}
    return written and "/migrations/" not in name and not name.endswith(".d.ts")


def test_functions_can_be_read_at_a_glance(texts: dict[str, str]) -> None:
    long: list[str] = []
    for name, text in texts.items():
        if not (name.startswith("src/") and name.endswith(".py") and _is_code(name)):
            continue
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (function.end_lineno or 0) - function.lineno
                if lines > _MOST_FUNCTION_LINES:
                    long.append(f"{name}: {function.name}")
    assert long == []


def test_the_changelog_knows_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_photograph_has_its_author_and_licence() -> None:
    credits = (ROOT / "examples/photos/CREDITS.md").read_text()
    rows = re.findall(r"^\| `(\S+\.jpg)` \|.*\| (CC0 1\.0|CC BY \d\.0) \|$", credits, re.MULTILINE)
    photographs = [path.name for path in sorted((ROOT / "examples/photos").glob("*.jpg"))]
    assert [name for name, _ in rows] == photographs


def test_samples_are_light() -> None:
    photographs = list((ROOT / "examples/photos").glob("*.jpg"))
    assert sum(path.stat().st_size for path in photographs) <= 5_000_000
    for path in photographs:
        with Image.open(path) as photograph:
            assert max(photograph.size) <= 1_600, path.name
    heavy = [p.name for p in (ROOT / "examples/covers").iterdir() if p.stat().st_size > 60_000]
    assert heavy == []
