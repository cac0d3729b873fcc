"""Runs that take a while: one sees them go on, may leave, may stop them."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.screens import RunScreen, is_drawn
from tests.e2e.slow import LARGE_SIGNS, NAME, SLUG
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio

LINES = "Write the lines"


@pytest.fixture
async def screen(visitor: Visitor) -> RunScreen:
    await visitor.has_flow(LARGE_SIGNS)
    await visitor.opens(f"/flows/{SLUG}")
    return RunScreen(visitor.page)


async def starts(screen: RunScreen, lines: int) -> None:
    """Pastes this many lines, and runs."""
    first = screen.form.get_by_role("group", name=LINES).get_by_role("textbox").first
    await first.focus()
    words = "\n".join(f"Sign {number}" for number in range(1, lines + 1))
    await first.evaluate(
        """(input, words) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text', words)
            input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
        }""",
        words,
    )
    await expect(screen.form.get_by_role("group", name=LINES).get_by_role("textbox")).to_have_count(
        lines
    )
    await screen.button.click()


def row(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("main").get_by_role("listitem").filter(has_text=NAME)


async def test_results_come_one_by_one(screen: RunScreen) -> None:
    await starts(screen, lines=8)
    await expect(screen.progress.last).to_be_visible()
    await expect(screen.results.get_by_text(re.compile(r"Step \d of \d"))).to_be_visible()

    await expect(screen.open_buttons.first).to_be_visible()
    assert await screen.progress.count() > 0
    await is_drawn(screen.open_buttons.first.locator("img"))

    await screen.is_done()
    await expect(screen.open_buttons).to_have_count(8)
    await expect(screen.progress).to_have_count(0)


async def test_a_run_goes_on_when_its_tab_is_closed(visitor: Visitor, screen: RunScreen) -> None:
    await starts(screen, lines=4)
    await expect(screen.results.get_by_role("button", name="Cancel")).to_be_visible()
    page = await visitor.context.new_page()
    await visitor.page.close()

    await page.goto(f"{visitor.server.url}/runs")

    found = page.get_by_role("main").get_by_role("listitem").filter(has_text=NAME)
    await expect(found).to_contain_text("Done", timeout=30_000)
    await found.get_by_role("link").click()
    await expect(RunScreen(page).open_buttons).to_have_count(4)


async def test_a_reload_finds_the_run_again(screen: RunScreen) -> None:
    await starts(screen, lines=4)
    await expect(screen.results.get_by_role("button", name="Cancel")).to_be_visible()
    await screen.page.reload()
    await screen.is_done()
    await expect(screen.open_buttons).to_have_count(4)


async def test_a_long_run_can_be_stopped(visitor: Visitor, screen: RunScreen) -> None:
    await starts(screen, lines=80)
    await expect(screen.open_buttons.first).to_be_visible(timeout=30_000)

    await screen.results.get_by_role("button", name="Cancel").click()

    await expect(screen.results.get_by_text("You stopped this run.")).to_be_visible()
    assert 1 <= await screen.open_buttons.count() < 80
    assert [run["status"] for run in await visitor.runs_made()] == ["cancelled"]
    await visitor.opens("/runs")
    await expect(row(visitor)).to_contain_text("Cancelled")
