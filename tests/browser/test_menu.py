"""An open menu gets out of the way: by Escape, which keeps one's place, and by a click elsewhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_escape_and_a_click_elsewhere_close_a_menu(site, open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 800})
    tab.goto(f"{site.url}/events/")
    menu = tab.locator(".menu summary", has_text="Menu" if width == 360 else "The network").first
    details = menu.locator("xpath=..")
    menu.click()
    expect(details).to_have_attribute("open", "")
    tab.keyboard.press("Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(menu).to_be_focused()
    menu.click()
    tab.locator(".site-footer").click(position={"x": 2, "y": 2})
    expect(details).not_to_have_attribute("open", "")
