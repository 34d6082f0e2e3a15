"""Rich text with a list is no trap for the keyboard: who passes by changes nothing, who writes there can leave it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def text(desk_of, site):
    """The first text of a new event; it holds a list of two items, and has not the focus."""
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    box = desk.named("introduction").locator("xpath=ancestor::*[@data-field-input][1]").locator("[role='textbox']")
    box.click()
    desk.tab.keyboard.type("* Bread\nSoup")
    expect(box.locator("li")).to_have_text(["Bread", "Soup"])
    desk.named("lead").focus()
    return box


def _is_nested(box) -> bool:
    return box.locator("li.public-DraftStyleDefault-depth1").count() > 0


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_who_passes_by_leaves_a_list_as_it_is(key, text):
    text.focus()
    text.page.keyboard.press(key)
    expect(text).not_to_be_focused()
    assert not _is_nested(text)


def test_who_writes_in_a_list_nests_with_tab_and_leaves_with_escape(text):
    text.focus()
    text.page.keyboard.press("Control+End")
    text.page.keyboard.press("Tab")
    expect(text.locator("li.public-DraftStyleDefault-depth1")).to_have_text(["Soup"])
    text.page.keyboard.press("Escape")
    text.page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
