"""An editor who uses the keyboard alone writes, adds a person and saves."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def _press_on(target: Locator, key: str = "Enter") -> None:
    """Reach it as Tab does, which leaves out what cannot take the focus, and press a key."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press(key)


def _tab_to(tab: Page, target: Locator, most: int = 60) -> None:
    for _step in range(most):
        tab.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached with the Tab key")


def test_an_event_is_written_by_keyboard(site, desk_of):
    editor = desk_of("editor")
    tab = editor.tab
    tab.goto(f"{site.url}/admin/")
    _press_on(tab.get_by_role("link", name="Events", exact=True).first)
    _press_on(tab.locator("header").get_by_role("link", name="Add event", exact=True))
    expect(editor.named("title")).to_be_visible()
    _tab_to(tab, editor.named("title"))
    tab.keyboard.type("Typed from first to last")
    _tab_to(tab, editor.named("lead"))
    tab.keyboard.type("No mouse was near.")
    group = tab.locator("section.w-panel").filter(has=tab.get_by_role("heading", name="People and contact"))
    _press_on(group.get_by_role("button", name="Toggle section").first)
    _choose_a_person(editor)
    _press_on(tab.get_by_role("button", name="Save draft").first)
    expect(tab.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    expect(editor.named("title")).to_have_value("Typed from first to last")


def test_the_button_behind_the_search_box_is_seen_when_it_has_the_focus(site, desk_of):
    tab = desk_of("editor").tab
    tab.goto(f"{site.url}/admin/")
    button = tab.get_by_role("main").get_by_role("button", name="Search", exact=True)
    _tab_to(tab, button)
    is_on_top = """button => {
      const { x, y, width, height } = button.getBoundingClientRect();
      const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
      return onTop === button && button.parentElement.clientWidth > 20;
    }"""
    assert button.evaluate(is_on_top)


def _choose_a_person(editor) -> None:
    tab = editor.tab
    adding = editor.named("people-count").locator("xpath=..").locator("button.c-sf-add-button").last
    _press_on(adding)
    window = _open_chooser(editor, "people-0-value-person")
    _tab_to(tab, window.locator("input[type=text], input[type=search]").first)
    tab.keyboard.type("Kofi")
    found = window.get_by_role("link", name="Kofi Brightwater").first
    expect(found).to_be_visible()
    _tab_to(tab, found)
    tab.keyboard.press("Enter")
    expect(window).to_be_hidden()
    expect(tab.locator("[role=tabpanel]:visible").first).to_contain_text("Kofi Brightwater")


def _open_chooser(editor, field: str) -> Locator:
    holder = editor.named(field).locator("xpath=ancestor::*[contains(@class,'chooser')][1]")
    _press_on(holder.get_by_role("button").first)
    window = editor.tab.locator(".modal").last
    expect(window.locator("input[type=text], input[type=search]").first).to_be_visible()
    return window
