"""Links lead somewhere, and the pages say what the code says."""

import json
import re
from urllib.parse import unquote

import pytest

from headrace.graph.document import SpaceDocument
from headrace.settings import Settings
from tests.docs.pages import ROOT, anchors_of, blocks_of, links_of, pages
from tools.nodes_page import page as nodes_page


@pytest.mark.parametrize("page", pages())
def test_every_link_leads_somewhere(page: str) -> None:
    missing: list[str] = []
    for link in links_of(page):
        if re.match(r"(https?|mailto):", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (ROOT / page).parent / name if name else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            missing.append(link)
    assert missing == []


@pytest.mark.parametrize("page", pages())
def test_every_space_document_on_a_page_is_one(page: str) -> None:
    for block in blocks_of(page, "json"):
        if '"headrace"' in block:
            SpaceDocument.model_validate(json.loads(block))


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs/running.md").read_text()
    missing = [name for name in Settings.model_fields if f"`HEADRACE_{name.upper()}`" not in page]
    assert missing == []


def test_every_decision_is_listed() -> None:
    listed = set(links_of("docs/adr/README.md"))
    assert listed == {path.name for path in (ROOT / "docs/adr").glob("0*.md")}


def test_every_sample_is_listed() -> None:
    page = (ROOT / "examples/README.md").read_text()
    missing = [path.name for path in ROOT.glob("examples/*.json") if f"`{path.name}`" not in page]
    assert missing == []


def test_the_page_of_nodes_is_what_the_code_says() -> None:
    fresh = "Write it anew: python tools/nodes_page.py > docs/nodes.md"
    assert (ROOT / "docs/nodes.md").read_text() == nodes_page(), fresh
