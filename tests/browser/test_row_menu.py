"""The menu of a row in the lists of the admin, opened by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_menu_of_a_row_opens_in_place(site, desk_of):
    desk = desk_of("editor")
    tab = desk.tab
    tab.goto(f"{site.url}/admin/resource_list/")
    links = tab.locator("a.row-menu")
    name = links.first.get_attribute("aria-label")
    links.first.click()
    menu = tab.get_by_role("button", name=name, exact=True)
    expect(menu).to_have_attribute("aria-expanded", "true")
    history = tab.get_by_role("link", name="History").first
    expect(history).to_be_visible()
    tab.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    links.nth(1).focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="History").first).to_be_visible()
    assert "/resource_list/" in tab.url
