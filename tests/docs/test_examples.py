"""Every sample runs as it stands and gives what it promises."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from headrace.entrypoints.cli.run import run_flow
from headrace.graph.document import SpaceDocument
from headrace.kernel.errors import Invalid
from headrace.runs.model import Run
from tests.docs.pages import ROOT
from tests.support.people import new_workspace
from tests.support.served import Server

pytestmark = pytest.mark.anyio

SAMPLES = sorted(path.stem for path in ROOT.glob("examples/*.json"))

FILES: dict[str, dict[str, tuple[int, str]]] = {
    "before-and-after": {"improved": (1, "png"), "sheet": (1, "png")},
    "campaign-banners": {"banners": (5, "jpg")},
    "carousel": {"cover": (1, "png"), "slides": (5, "png")},
    "catalogue-sheet": {"sheet": (1, "png")},
    "event-poster": {"poster": (1, "png")},
    "framed-print": {"scene": (1, "png")},
    "palette-card": {"card": (1, "png"), "colours": (5, "txt"), "text": (1, "txt")},
    "pictures-for-the-web": {"large": (4, "webp"), "thumbnails": (4, "webp")},
    "product-card": {"square": (1, "png"), "story": (1, "png"), "banner": (1, "png")},
    "quote-card": {"square": (1, "png"), "portrait": (1, "png")},
    "social-pack": dict.fromkeys(
        ("instagram", "story", "square", "linkedin", "video", "header"), (1, "jpg")
    ),
    "watermark-a-set": {"marked": (4, "jpg")},
}
"""What each sample writes when nothing is filled in: how many files of which kind."""


def test_every_sample_is_expected() -> None:
    assert sorted(FILES) == SAMPLES


@pytest.mark.parametrize("sample", SAMPLES)
async def test_a_sample_runs_as_it_stands(sample: str, working: Server, tmp_path: Path) -> None:
    run = await _run(working, sample, tmp_path)

    assert (run.status, run.error) == ("succeeded", None)
    written = _written(sample, tmp_path)
    for key, (count, ending) in FILES[sample].items():
        assert [p.suffix for p in written[key]] == [f".{ending}"] * count, key
    assert run.results.keys() == written.keys()
    _has_the_sizes_it_promises(_flow(sample)["results"], written)


async def test_a_list_of_two_makes_two(working: Server, tmp_path: Path) -> None:
    two = ["--headlines", "Hello", "--headlines", "مرحبا"]
    run = await _run(working, "campaign-banners", tmp_path, *two)
    assert [item.type for item in run.results["banners"]] == ["image", "image"]


async def test_one_choice_reaches_every_size(working: Server, tmp_path: Path) -> None:
    run = await _run(working, "social-pack", tmp_path, "--format", "webp")
    assert [item.mime for items in run.results.values() for item in items] == ["image/webp"] * 6


async def test_a_choice_that_is_none_is_refused(working: Server, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        await _run(working, "social-pack", tmp_path, "--format", "gif")
    assert [error.field for error in refused.value.errors] == ["format"]


async def _run(working: Server, sample: str, out: Path, *answers: str) -> Run:
    """In a workspace of its own, which keeps the samples' names free."""
    somebody = await new_workspace(working.house.database)
    path = ROOT / "examples" / f"{sample}.json"
    return await run_flow(working.house, somebody, str(path), answers, out)


def _written(sample: str, folder: Path) -> dict[str, list[Path]]:
    files = sorted(folder.iterdir())
    return {
        key: [path for path in files if path.stem in (key, *_numbered(key, count))]
        for key, (count, _) in FILES[sample].items()
    }


def _numbered(key: str, count: int) -> list[str]:
    return [f"{key}-{place:03d}" for place in range(1, count + 1)]


def _has_the_sizes_it_promises(results: Any, written: dict[str, list[Path]]) -> None:
    for result in results:
        promised = re.findall(r"(\d+) × (\d+)", result["label"])
        for path in written[result["key"]] if promised else []:
            with Image.open(path) as picture:
                assert [picture.size] == [(int(w), int(h)) for w, h in promised], path.name


def _flow(sample: str) -> dict[str, Any]:
    return json.loads((ROOT / "examples" / f"{sample}.json").read_text())["flow"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_presents_itself(sample: str) -> None:
    flow = _flow(sample)
    assert flow["slug"] == sample
    assert flow["description"].endswith(".")
    assert flow["category"]
    assert flow["tags"]
    assert (ROOT / "examples" / flow["cover"]).is_file()
    assert all(field["label"][0].isupper() for field in flow["fields"])


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_laid_out(sample: str) -> None:
    document = SpaceDocument.model_validate_json(_without_files(sample))
    places = [node.at for node in document.nodes]
    assert len(set(places)) == len(places)
    assert all(node.title for node in document.nodes)


def _without_files(sample: str) -> str:
    """The document as a server would keep it."""
    text = (ROOT / "examples" / f"{sample}.json").read_text()
    return re.sub(r'\{"file": "[^"]+"\}', '{"asset": "asset_1"}', text)
