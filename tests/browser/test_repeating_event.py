"""An event that repeats: the editor sees its dates before anything is saved; visitors go from date to date."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import complaints
from tests.browser.test_admin_accessibility import STRICT

pytestmark = pytest.mark.browser
EVENT = "/events/peer-drop-in-prince-george/"
RULE = ["repeats_every", "repeats_until"]


def test_the_dates_of_the_rule_are_shown_while_it_is_typed(desk_of, site):
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    desk.fill("start_date", "March 4, 2031")
    desk.unfold("Does it repeat?")
    assert not [name for name in RULE if desk.named(name).is_visible()]
    # With the keyboard alone.
    desk.named("repeats").focus()
    desk.tab.keyboard.press("ArrowDown")
    desk.named("repeats_every").focus()
    desk.tab.keyboard.press("Control+A")
    desk.tab.keyboard.type("2")
    desk.fill("repeats_until", "April 30, 2031")
    dates = desk.tab.locator("[data-dates-of-rule]")
    expect(dates).to_contain_text("Every second Tuesday until April 30, 2031")
    expect(dates.get_by_role("listitem")).to_have_count(5)
    desk.fill("repeats_until", "March 20, 2031")
    expect(dates.get_by_role("listitem")).to_have_count(2)
    assert complaints(desk.tab, "[data-dates-of-rule]", STRICT) == []
    desk.named("repeats").select_option("")
    expect(dates).to_be_empty()
    expect(desk.named("repeats_every")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_goes_from_the_event_to_a_date_and_to_the_next(site, open_tab, script):
    tab = open_tab(viewport={"width": 360, "height": 740}, timezone_id="America/Halifax", java_script_enabled=script)
    tab.goto(f"{site.url}{EVENT}")
    dates = tab.locator("ul.dates").first
    expect(dates.get_by_text("Cancelled", exact=True).or_(dates.get_by_text("Moved", exact=True)).first).to_be_visible()
    link = dates.get_by_role("link").nth(1)
    link.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/\d{4}-\d\d-\d\d/$"))
    expect(tab.locator("h1")).to_contain_text("women and Two-Spirit people")
    if script:
        expect(tab.get_by_text("Where you are:")).to_be_visible()
        assert complaints(tab) == []
    here = datetime.date.fromisoformat(tab.url.rstrip("/").rpartition("/")[2])
    tab.get_by_role("link", name="After:", exact=False).click()
    tab.wait_for_url(lambda url: url.endswith(f"/{here + datetime.timedelta(days=7)}/"))
    tab.locator(".part-of").get_by_role("link").first.click()
    expect(tab.locator("h1")).to_contain_text("Peer drop-in")
    assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
