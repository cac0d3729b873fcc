"""Runs that wait for a person, who answers on the page."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.asking import CAPTIONS, CHECKED, CHECKED_WORDS, MOODS, THREE_MOODS, TWO_CAPTIONS
from tests.e2e.screens import RunScreen, is_drawn
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio


def question(page: Page) -> Locator:
    return page.get_by_role("region", name="Waits for you")


async def begins(visitor: Visitor, slug: str) -> RunScreen:
    await visitor.opens(f"/flows/{slug}")
    screen = RunScreen(visitor.page)
    await screen.button.click()
    await expect(question(visitor.page)).to_be_visible()
    return screen


async def test_one_of_three_pictures_is_picked_on_a_phone(phone: Visitor) -> None:
    await phone.has_flow(THREE_MOODS)
    screen = await begins(phone, MOODS)
    asked = question(phone.page)
    await expect(asked.get_by_role("heading")).to_have_text("Which light is best?")
    await expect(asked.get_by_role("radio")).to_have_count(3)
    for picture in await asked.locator("img").all():
        await is_drawn(picture)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await phone.page.evaluate(over) == 0

    await asked.get_by_role("button", name="Open No. 1").tap()
    await screen.lightbox.get_by_role("button", name="Next").tap()
    await screen.lightbox.get_by_role("button", name="Next").tap()
    await expect(screen.lightbox).to_contain_text("3 / 3")
    await screen.lightbox.get_by_role("button", name="Choose this one").tap()
    await expect(asked.get_by_role("radio", name="No. 3")).to_be_checked()
    await asked.locator("label").nth(1).tap()
    await asked.get_by_role("button", name="Go on with no. 2").tap()

    await screen.is_done()
    await expect(asked).to_have_count(0)
    await is_drawn(screen.open_buttons.first.locator("img"))


async def test_words_are_approved_by_keyboard(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    screen = await begins(visitor, CHECKED)
    said = screen.results.get_by_role("status")
    await expect(said).to_have_text("This run waits for you: May this go out?")
    approve = question(visitor.page).get_by_role("button", name="Approve")
    for _ in range(20):
        await visitor.page.keyboard.press("Tab")
        if await approve.evaluate("button => button === document.activeElement"):
            break
    await visitor.page.keyboard.press("Enter")

    await screen.is_done()
    await expect(screen.results.get_by_text("OPEN HOUSE")).to_be_visible()
    await expect(screen.results).to_be_focused()


async def test_what_is_not_approved_stops_and_may_be_asked_again(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    screen = await begins(visitor, CHECKED)
    await question(visitor.page).get_by_role("button", name="Stop here").click()
    await expect(screen.results.get_by_text("This was not approved")).to_be_visible()

    await screen.results.get_by_role("button", name="Go on from where it stopped").click()

    await question(visitor.page).get_by_role("button", name="Approve").click()
    await screen.is_done()
    await expect(screen.results.get_by_text("OPEN HOUSE")).to_be_visible()


async def test_each_text_is_looked_over_and_none_is_lost(visitor: Visitor) -> None:
    await visitor.has_flow(TWO_CAPTIONS)
    screen = await begins(visitor, CAPTIONS)
    asked = question(visitor.page)
    await expect(asked.get_by_text("2 questions wait for you")).to_be_visible()
    await expect(asked.get_by_text("Goes on by itself in 5 min")).to_have_count(2)
    await asked.get_by_role("textbox").last.fill("second")

    await visitor.page.reload()

    await expect(asked.get_by_role("textbox").last).to_have_value("second")
    await asked.get_by_role("button", name="Go on").first.click()
    await expect(asked.get_by_role("heading")).to_have_text("Look it over no. 2")
    await expect(asked.get_by_role("heading")).to_be_focused()
    await asked.get_by_role("button", name="Go on").click()
    await screen.is_done()
    await expect(screen.results.get_by_text("ONE")).to_be_visible()
    await expect(screen.results.get_by_text("SECOND")).to_be_visible()


async def test_choosing_nothing_is_said_in_place(visitor: Visitor) -> None:
    await visitor.has_flow(THREE_MOODS)
    await begins(visitor, MOODS)
    asked = question(visitor.page)
    await asked.get_by_role("button", name="Go on with my choice").click()
    await expect(asked.get_by_role("alert")).to_have_text("Choose one of them first.")
    await asked.get_by_role("radio").first.focus()
    await visitor.page.keyboard.press("ArrowDown")
    await expect(asked.get_by_role("radio", name="No. 2")).to_be_checked()
    await expect(asked.get_by_role("alert")).to_have_count(0)


async def test_runs_that_wait_are_seen_from_everywhere(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    await visitor.has_sample("product-card")
    await begins(visitor, CHECKED)
    await expect(visitor.page).to_have_title(re.compile("^Waits for you · Checked words"))
    await visitor.opens("/flows/product-card")
    await RunScreen(visitor.page).runs()
    await expect(visitor.page).to_have_title(re.compile("^Waits for you · Product card"))

    await visitor.page.get_by_role("link", name="Runs, waits for you").click()

    rows = visitor.page.get_by_role("main").get_by_role("listitem")
    await expect(rows.first).to_contain_text("Checked words")
    await expect(rows.first).to_contain_text("Waits for you")
    await rows.first.get_by_role("link").click()
    await question(visitor.page).get_by_role("button", name="Approve").click()
    await RunScreen(visitor.page).is_done()
    await expect(visitor.page).to_have_title(re.compile("^Checked words"))


async def test_a_waiting_run_can_be_cancelled(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    screen = await begins(visitor, CHECKED)
    await screen.results.get_by_role("button", name="Cancel").click()
    await expect(screen.results.get_by_text("You stopped this run.")).to_be_visible()
    await expect(question(visitor.page)).to_have_count(0)
