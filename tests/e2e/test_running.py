"""A runner opens a sample and gets a result from a picture of their own."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.e2e.screens import Gallery, RunScreen, downloaded, is_drawn
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio

PHOTO = "Upload the product photo"
SIZES = {(1080, 1080), (1080, 1920), (1200, 628)}


@pytest.fixture
async def screen(visitor: Visitor) -> RunScreen:
    """The product card, opened from the gallery, without the sample's photo."""
    await visitor.has_sample("product-card")
    await visitor.opens("/")
    await Gallery(visitor.page).tile("Product card").click()
    screen = RunScreen(visitor.page)
    await screen.removes(PHOTO)
    return screen


async def test_a_chosen_photo_becomes_the_result(screen: RunScreen, tmp_path: Path) -> None:
    green = tmp_path / "green.png"
    Image.new("RGB", (1200, 900), (20, 160, 60)).save(green)
    await screen.chooses(PHOTO, green)
    await screen.shows(PHOTO, "green.png")
    await expect(screen.form.get_by_text("1200 × 900")).to_be_visible()
    await is_drawn(screen.form.locator("img"))

    await screen.runs()

    await expect(screen.open_buttons).to_have_count(3)
    for picture in await screen.open_buttons.locator("img").all():
        await is_drawn(picture)
    link = screen.results.get_by_role("link", name=re.compile("^Download ")).first
    square = await downloaded(screen.page, link)
    with Image.open(await square.path()) as image:
        assert image.size == (1080, 1080)
        assert image.convert("RGB").getpixel((540, 200)) == (20, 160, 60)


async def test_a_dropped_photo_is_taken(screen: RunScreen, photo: Path) -> None:
    await screen.drops(PHOTO, photo)
    await screen.shows(PHOTO, "my mug.jpg")
    await is_drawn(screen.form.locator("img"))
    await screen.runs()
    await expect(screen.open_buttons).to_have_count(3)


async def test_the_lightbox_shows_all_pictures(screen: RunScreen, photo: Path) -> None:
    await screen.chooses(PHOTO, photo)
    await screen.runs()
    await screen.open_buttons.first.click()
    box = screen.lightbox
    await expect(box).to_contain_text("1 / 3")
    await is_drawn(box.locator(".yarl__slide_current img"))

    await screen.page.keyboard.press("ArrowRight")
    await expect(box).to_contain_text("2 / 3")
    await box.get_by_role("button", name="Details").click()
    await expect(box.get_by_role("complementary")).to_contain_text("1080 × 1920")
    story = await downloaded(screen.page, box.get_by_role("button", name="Download"))
    with Image.open(await story.path()) as image:
        assert image.size == (1080, 1920)

    await screen.page.keyboard.press("Escape")
    await expect(box).to_have_count(0)


async def test_everything_comes_in_one_zip(screen: RunScreen, photo: Path) -> None:
    await screen.chooses(PHOTO, photo)
    await screen.runs()

    link = screen.results.get_by_role("link", name="Download all")
    file = await downloaded(screen.page, link)

    assert file.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(await file.path()) as archive:
        pictures = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    assert {picture.size for picture in pictures} == SIZES


async def test_earlier_runs_can_be_seen_and_done_again(screen: RunScreen, photo: Path) -> None:
    headline = screen.form.get_by_label("Write the headline")
    await screen.chooses(PHOTO, photo)
    await headline.fill("First words")
    await screen.runs()
    await headline.fill("Second words")
    await expect(screen.history).to_have_count(1)
    await screen.runs()
    await expect(screen.history).to_have_count(2)

    await screen.history.last.click()
    await screen.results.get_by_role("button", name="Run again with these inputs").click()

    await expect(headline).to_have_value("First words")
    await screen.shows(PHOTO, "my mug.jpg")
    await expect(screen.button).to_be_focused()
    await screen.form.get_by_role("button", name="Undo").click()
    await expect(headline).to_have_value("Second words")


async def test_the_draft_survives_a_reload(screen: RunScreen, photo: Path) -> None:
    await screen.chooses(PHOTO, photo)
    await screen.shows(PHOTO, "my mug.jpg")
    await screen.form.get_by_label("Write the headline").fill("Not finished yet")

    await screen.page.reload()

    await expect(screen.form.get_by_label("Write the headline")).to_have_value("Not finished yet")
    await screen.shows(PHOTO, "my mug.jpg")
    await is_drawn(screen.form.locator("img"))


async def test_what_was_removed_stays_removed_after_a_reload(screen: RunScreen) -> None:
    await screen.page.reload()
    await expect(screen.drop_area(PHOTO)).to_be_visible()
