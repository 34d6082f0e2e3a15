"""The search box offers what the words may become: by keyboard and mouse, on a phone, and not at all without script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def box(site, open_tab):
    """The box in the header of the front page, with suggestions open."""
    tab = open_tab()
    tab.goto(site.url)
    box = tab.get_by_role("combobox", name="Search the whole site")
    box.press_sequentially("peer")
    expect(box).to_have_attribute("aria-expanded", "true")
    return box


def test_arrows_choose_and_enter_opens(site, box):
    expect(box).not_to_have_attribute("aria-activedescendant", "")
    options = box.page.get_by_role("option")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_be_focused()
    box.press("ArrowUp")
    expect(box.page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    box.page.wait_for_url(lambda url: url.rstrip("/") != site.url and "/search/" not in url)


def test_enter_without_a_choice_searches_for_what_was_typed(box):
    box.press("Enter")
    box.page.wait_for_url("**/search/?q=peer")


def test_escape_closes_and_keeps_the_words(box):
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("peer")
    expect(box.page.get_by_role("listbox")).to_be_hidden()


def test_a_click_opens(box):
    box.page.get_by_role("option").first.click()
    box.page.wait_for_url(lambda url: "/search/" not in url and url.count("/") > 3)


def test_a_slash_leads_to_the_box_but_not_out_of_a_field(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/search/?q=peer")
    large = tab.get_by_role("combobox", name="Words to look for")
    tab.keyboard.press("Control+/")
    expect(large).not_to_be_focused()
    tab.keyboard.press("/")
    expect(large).to_be_focused()
    expect(large).to_have_value("peer")
    header = tab.get_by_role("combobox", name="Search the whole site")
    header.focus()
    tab.keyboard.press("/")
    expect(header).to_have_value("/")


def test_the_slash_is_switched_off_and_stays_so(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/search/")
    box = tab.get_by_role("combobox", name="Words to look for")
    expect(box).to_have_attribute("aria-keyshortcuts", "/")
    tab.get_by_role("checkbox", name="to go to the search box").uncheck()
    tab.goto(f"{site.url}/search/")
    expect(tab.get_by_role("checkbox", name="to go to the search box")).not_to_be_checked()
    tab.locator("h1").click()
    tab.keyboard.press("/")
    expect(box).not_to_be_focused()
    assert box.get_attribute("aria-keyshortcuts") is None


def test_the_list_fits_on_a_phone(site, open_tab):
    tab = open_tab(viewport=PHONE)
    tab.goto(f"{site.url}/search/")
    tab.get_by_role("combobox", name="Words to look for").press_sequentially("peer")
    expect(tab.get_by_role("listbox")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    heights = [option.bounding_box()["height"] for option in tab.get_by_role("option").all()]
    assert min(heights) >= 44


def test_without_script_the_box_searches(site, open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto(site.url)
    tab.get_by_label("Search the whole site").fill("peer")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=peer")
