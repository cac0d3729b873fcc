"""A flow that takes a list of pictures."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Locator, expect

from tests.e2e.screens import RunScreen
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio

PHOTOS = "Add the pictures to protect"
SIZES = {"one.jpg": (800, 600), "two.jpg": (600, 800), "three.jpg": (700, 700)}


@pytest.fixture
def set_of_three(tmp_path: Path) -> list[Path]:
    for name, size in SIZES.items():
        Image.new("RGB", size, (120, 90, 60)).save(tmp_path / name)
    return [tmp_path / name for name in SIZES]


@pytest.fixture
async def screen(visitor: Visitor) -> RunScreen:
    """The flow, without the sample's pictures."""
    await visitor.has_sample("watermark-a-set")
    await visitor.opens("/flows/watermark-a-set")
    screen = RunScreen(visitor.page)
    await expect(tiles(screen)).to_have_count(4)
    for left in (3, 2, 1, 0):
        await screen.form.get_by_role("button", name="Remove picture 1").click()
        await expect(tiles(screen)).to_have_count(left)
    return screen


def tiles(screen: RunScreen) -> Locator:
    return screen.form.get_by_role("list", name=PHOTOS).get_by_role("listitem")


async def shapes(screen: RunScreen) -> list[str]:
    """Of each result, in order: wide, tall or square."""
    pictures = await screen.open_buttons.locator("img").all()
    found: list[str] = []
    for picture in pictures:
        width = int(await picture.get_attribute("width") or 0)
        height = int(await picture.get_attribute("height") or 0)
        found.append("wide" if width > height else "tall" if height > width else "square")
    return found


async def test_each_picture_has_its_result(screen: RunScreen, set_of_three: list[Path]) -> None:
    await screen.chooses(PHOTOS, *set_of_three)
    await expect(tiles(screen)).to_have_count(3)
    await screen.runs()
    assert await shapes(screen) == ["wide", "tall", "square"]


async def test_pictures_can_be_put_in_order(screen: RunScreen, set_of_three: list[Path]) -> None:
    await screen.drops(PHOTOS, *set_of_three)
    await expect(tiles(screen)).to_have_count(3)

    await screen.form.get_by_role("button", name="Move picture 3 earlier").click()
    await screen.form.get_by_role("button", name="Remove picture 1").click()

    await expect(tiles(screen)).to_have_count(2)
    await screen.runs()
    assert await shapes(screen) == ["square", "tall"]


async def test_a_set_cannot_be_empty(visitor: Visitor, screen: RunScreen) -> None:
    await screen.button.click()
    await expect(screen.form.get_by_text("Add at least one picture.")).to_be_visible()
    await expect(screen.drop_area(PHOTOS)).to_be_focused()
    assert await visitor.runs_made() == []
