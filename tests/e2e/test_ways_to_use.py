"""The same run on a phone, by keyboard alone, in light and in dark."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.screens import Gallery, RunScreen, is_drawn
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio

PHOTO = "Upload the product photo"
MOST_TABS = 40


async def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(over) == 0


async def test_a_run_on_a_phone(phone: Visitor, photo: Path) -> None:
    await phone.has_sample("product-card")
    await phone.opens("/")
    tile = Gallery(phone.page).tile("Product card")
    await expect(tile).to_be_visible()
    await fits(phone.page)
    await tile.tap()
    screen = RunScreen(phone.page)
    await screen.form.get_by_role("button", name=f"Remove: {PHOTO}").tap()
    await screen.chooses(PHOTO, photo)
    await screen.shows(PHOTO, "my mug.jpg")
    await fits(phone.page)

    await screen.button.tap()

    await screen.is_done()
    await expect(screen.open_buttons.first).to_be_in_viewport()
    await fits(phone.page)
    await screen.open_buttons.first.tap()
    await is_drawn(screen.lightbox.locator(".yarl__slide_current img"))
    await fits(phone.page)


@pytest.mark.parametrize("path", ["/", "/runs", "/keys", "/flows/watermark-a-set"])
async def test_every_screen_fits_a_phone(phone: Visitor, path: str) -> None:
    await phone.has_sample("watermark-a-set")
    await phone.opens(path)
    await expect(phone.page.get_by_role("heading").first).to_be_visible()
    await phone.page.wait_for_load_state("networkidle")
    await fits(phone.page)


async def tabs_to(page: Page, wanted: Locator) -> None:
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("Tab does not lead there.")


async def test_a_run_by_keyboard_alone(visitor: Visitor, photo: Path) -> None:
    await visitor.has_sample("product-card")
    await visitor.opens("/")
    page, screen = visitor.page, RunScreen(visitor.page)
    tile = Gallery(page).tile("Product card")
    await expect(tile).to_be_visible()

    await tabs_to(page, tile)
    await page.keyboard.press("Enter")
    remove = screen.form.get_by_role("button", name=f"Remove: {PHOTO}")
    await expect(remove).to_be_visible()
    await tabs_to(page, remove)
    async with page.expect_file_chooser() as chooser:
        await page.keyboard.press("Enter")
        await expect(screen.drop_area(PHOTO)).to_be_focused()
        await page.keyboard.press("Enter")
    await (await chooser.value).set_files(photo)
    await screen.shows(PHOTO, "my mug.jpg")
    await tabs_to(page, screen.form.get_by_label("Write the headline"))
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("By hand")
    await page.keyboard.press("ControlOrMeta+Enter")
    await screen.is_done()

    await tabs_to(page, screen.open_buttons.first)
    await page.keyboard.press("Enter")
    await expect(screen.lightbox).to_contain_text("1 / 3")
    await page.keyboard.press("Escape")
    await expect(screen.lightbox).to_have_count(0)
    await expect(screen.open_buttons.first).to_be_focused()


async def test_shortcuts_are_listed(visitor: Visitor) -> None:
    await visitor.opens("/runs")
    await expect(visitor.page.get_by_role("heading", name="No runs yet")).to_be_visible()
    await visitor.page.keyboard.press("Shift+?")
    dialog = visitor.page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(dialog).to_contain_text("Search the gallery")
    await visitor.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def looks(page: Page, theme: str) -> None:
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)
    red = re.compile(r"rgb\(\d{1,2}, " if theme == "dark" else r"rgb\(2\d\d, ")
    await expect(page.locator("body")).to_have_css("background-color", red)


async def test_the_theme_follows_the_system(visitor: Visitor) -> None:
    await visitor.page.emulate_media(color_scheme="dark")
    await visitor.opens("/")
    await looks(visitor.page, "dark")
    await visitor.page.emulate_media(color_scheme="light")
    await looks(visitor.page, "light")


async def test_a_chosen_theme_stays(visitor: Visitor) -> None:
    await visitor.page.emulate_media(color_scheme="light")
    await visitor.opens("/")
    await visitor.page.get_by_role("button", name="Account and settings").click()
    await visitor.page.get_by_text("Dark", exact=True).click()
    await looks(visitor.page, "dark")

    await visitor.page.reload()

    await looks(visitor.page, "dark")
