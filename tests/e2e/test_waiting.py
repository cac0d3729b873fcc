"""Runs that wait for somebody, that go on from where they stopped, and that know what was done."""

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.asking import (
    APPROVE_SLUG,
    CHECKED_WORDS,
    EDIT_SLUG,
    MENDED_SLUG,
    MENDING,
    OWN_WORDS,
    PART_OF_IT,
    PICK_SLUG,
    THREE_MOODS,
)
from tests.e2e.screens import RunScreen, Waiting, is_drawn, tabs_to
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio


async def test_somebody_on_a_phone_picks_one_of_three_pictures(phone: Visitor) -> None:
    await phone.has_flow(THREE_MOODS)
    await phone.opens(f"/flows/{PICK_SLUG}")
    screen, waiting = RunScreen(phone.page), Waiting(phone.page)
    await screen.button.tap()
    await waiting.asks("Which light is best?")
    await expect(waiting.options).to_have_count(3)
    for picture in await waiting.panel.locator("img").all():
        await is_drawn(picture)

    await waiting.go_on.tap()
    await expect(waiting.panel.get_by_role("alert")).to_have_text("Choose one of them first.")
    await waiting.option("No. 3").tap()
    await waiting.panel.get_by_role("button", name="Go on with no. 3").tap()

    await screen.is_done()
    await expect(waiting.panel).to_have_count(0)
    await expect(screen.open_buttons).to_have_count(1)
    await is_drawn(screen.open_buttons.locator("img"))


async def test_a_picture_can_be_chosen_while_it_is_looked_at_closely(visitor: Visitor) -> None:
    await visitor.has_flow(THREE_MOODS)
    await visitor.opens(f"/flows/{PICK_SLUG}")
    screen, waiting = RunScreen(visitor.page), Waiting(visitor.page)
    await screen.button.click()
    await waiting.asks("Which light is best?")

    await waiting.panel.get_by_role("button", name="Open No. 2").click()
    await expect(screen.lightbox).to_contain_text("2 / 3")
    await screen.lightbox.get_by_role("button", name="Choose this one").click()

    await expect(screen.lightbox).to_have_count(0)
    await expect(waiting.panel.get_by_role("radio", name="No. 2")).to_be_checked()


async def test_somebody_approves_with_the_keyboard_alone(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    await visitor.opens(f"/flows/{APPROVE_SLUG}")
    screen, waiting = RunScreen(visitor.page), Waiting(visitor.page)
    await expect(screen.button).to_be_enabled()
    await tabs_to(screen.button)
    await visitor.page.keyboard.press("Enter")
    await waiting.asks("May this go out?")
    await expect(waiting.panel).to_contain_text("Summer sale")

    await tabs_to(waiting.approve)
    await visitor.page.keyboard.press("Enter")

    await screen.is_done()
    await expect(screen.results).to_be_focused()
    await expect(screen.results).to_contain_text("SUMMER SALE")


async def test_a_run_that_is_not_approved_stops(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    await visitor.opens(f"/flows/{APPROVE_SLUG}")
    screen, waiting = RunScreen(visitor.page), Waiting(visitor.page)
    await screen.button.click()
    await waiting.asks("May this go out?")

    await waiting.stop.click()

    await expect(screen.results.get_by_role("alert")).to_contain_text("This was not approved")


async def test_a_text_is_edited_before_it_goes_on(visitor: Visitor) -> None:
    await visitor.has_flow(OWN_WORDS)
    await visitor.opens(f"/flows/{EDIT_SLUG}")
    screen, waiting = RunScreen(visitor.page), Waiting(visitor.page)
    await screen.button.click()
    await waiting.asks("Touch up the words")
    await expect(waiting.text).to_have_value("Summer sale")
    await waiting.text.fill("Autumn sale")

    await visitor.page.reload()
    await expect(waiting.text).to_have_value("Autumn sale")
    await waiting.go_on.click()

    await screen.is_done()
    await expect(screen.results).to_contain_text("AUTUMN SALE")


async def test_a_run_that_waits_stands_first_among_all_runs(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    await visitor.has_flow(PART_OF_IT)
    await visitor.opens(f"/flows/{APPROVE_SLUG}")
    await RunScreen(visitor.page).button.click()
    await Waiting(visitor.page).asks("May this go out?")
    await visitor.opens(f"/flows/{MENDED_SLUG}")
    await RunScreen(visitor.page).button.click()
    await expect(go_on(RunScreen(visitor.page))).to_be_visible()

    await visitor.opens("/runs")

    first = visitor.page.get_by_role("main").get_by_role("listitem").first
    await expect(first).to_contain_text("Checked words")
    await first.get_by_role("link").click()
    await Waiting(visitor.page).asks("May this go out?")


async def test_a_failed_run_goes_on_with_the_version_that_mended_it(visitor: Visitor) -> None:
    async with visitor.as_builder() as builder:
        space = await builder.creates(PART_OF_IT)
        await builder.client.post(f"/v1/spaces/{space}/publish", json={})
        await visitor.opens(f"/flows/{MENDED_SLUG}")
        screen = RunScreen(visitor.page)
        await screen.button.click()
        await expect(go_on(screen)).to_be_visible()
        await expect(with_newest(screen)).to_have_count(0)
        await builder.client.post(f"/v1/spaces/{space}/edits", json={"edits": MENDING})
        await builder.client.post(f"/v1/spaces/{space}/publish", json={})

    await visitor.page.reload()
    await with_newest(screen).click()

    await screen.is_done()
    await expect(screen.results).to_be_focused()
    await expect(screen.results).to_contain_text("Nothing yet")
    (run,) = await visitor.runs_made()
    assert (run["status"], run["version"]) == ("succeeded", 2)


async def test_the_same_inputs_again_are_known_to_be_done(visitor: Visitor) -> None:
    await visitor.has_sample("product-card")
    await visitor.opens("/flows/product-card")
    screen = RunScreen(visitor.page)
    done_before = screen.results.get_by_text("steps were done before")
    await screen.runs()
    await expect(done_before).to_have_count(0)

    await expect(screen.form.get_by_text("Everything is already done.")).to_be_visible()
    await screen.button.click()

    await expect(done_before).to_be_visible()
    assert [run["status"] for run in await visitor.runs_made()] == ["succeeded"] * 2


def go_on(screen: RunScreen) -> Locator:
    return screen.results.get_by_role("button", name="Go on from where it stopped")


def with_newest(screen: RunScreen) -> Locator:
    return screen.results.get_by_role("button", name="Go on with the newest version")
