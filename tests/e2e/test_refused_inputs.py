"""What cannot be run is said at the field, and nothing runs."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.screens import RunScreen
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio

PHOTO = "Upload the product photo"
HEADLINE = "Write the headline"
TOO_LONG = "word " * 1_001


@pytest.fixture
async def screen(visitor: Visitor) -> RunScreen:
    await visitor.has_sample("product-card")
    await visitor.opens("/flows/product-card")
    return RunScreen(visitor.page)


async def is_wrong(field: Locator, because: str) -> None:
    """The field has the focus, and says why it cannot be so."""
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile(because))


async def test_without_a_photo(visitor: Visitor, screen: RunScreen) -> None:
    await screen.removes(PHOTO)
    await screen.button.click()
    await is_wrong(screen.drop_area(PHOTO), "Add a picture.")
    assert await visitor.runs_made() == []


async def test_with_a_text_that_calls_itself_a_picture(
    visitor: Visitor, screen: RunScreen, tmp_path: Path
) -> None:
    visitor.watch.expects(415)
    pretender = tmp_path / "holiday.png"
    pretender.write_text("Dear diary, the sun was out.")
    await screen.removes(PHOTO)

    await screen.chooses(PHOTO, pretender)

    await expect(screen.form.get_by_role("alert")).to_contain_text("This is not a picture.")
    await expect(screen.drop_area(PHOTO)).to_be_focused()
    await screen.button.click()
    await is_wrong(screen.drop_area(PHOTO), "Add a picture.")
    assert await visitor.runs_made() == []


async def test_with_too_many_words(visitor: Visitor, screen: RunScreen) -> None:
    visitor.watch.expects(422)
    headline = screen.form.get_by_label(HEADLINE)
    await headline.fill(TOO_LONG)
    await screen.button.click()
    await is_wrong(headline, "5.?000")
    assert await visitor.runs_made() == []


async def test_corrected_it_runs(visitor: Visitor, screen: RunScreen, photo: Path) -> None:
    await screen.removes(PHOTO)
    await screen.button.click()
    await expect(screen.form.get_by_text("Add a picture.")).to_be_visible()

    await screen.chooses(PHOTO, photo)

    await expect(screen.form.get_by_text("Add a picture.")).to_have_count(0)
    await screen.runs()
    assert [run["status"] for run in await visitor.runs_made()] == ["succeeded"]
