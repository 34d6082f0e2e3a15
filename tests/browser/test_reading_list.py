"""The reading list in a browser: kept without account or cookie, put in order, compared, sent as a link, printed."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import LOOKS, complaints

pytestmark = pytest.mark.browser
STORED = "JSON.parse(localStorage.getItem('reading-list') ?? '[]')"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"


def _keep(tab: Page, site, how_many: int) -> list[str]:
    """Put the first findings of the list on the reading list."""
    tab.goto(f"{site.url}/resources/")
    for place in range(how_many):
        tab.locator(".card .keep").nth(place).click()
    expect(tab.locator("[data-reading-link]")).to_have_text(f"Reading list ({how_many})")
    return tab.evaluate(STORED)


def _open_list(tab: Page) -> None:
    tab.locator("[data-reading-link]").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Reading list")


def _named(tab: Page) -> list[str]:
    return parse_qs(urlsplit(tab.url).query).get("id", [])


def test_a_button_keeps_a_finding_and_says_so(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/resources/")
    button = tab.locator(".card .keep").first
    expect(button).to_have_accessible_name(re.compile("^Add to reading list ?: "))
    button.focus()
    tab.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_accessible_name(re.compile("^On your reading list ?: "))
    expect(button).to_be_focused()
    expect(tab.get_by_role("status").filter(has_text="Entries on your reading list: 1.")).to_have_count(1)
    tab.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert tab.evaluate(STORED) == [] and tab.context.cookies() == []


def test_what_is_kept_is_known_on_other_pages_and_after_filtering(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/resources/a-peer-on-the-ward/")
    tab.locator(".keep-row .keep").click()
    tab.goto(f"{site.url}/resources/?q=peer+ward")
    kept = tab.locator(f".keep[data-keep='{tab.evaluate(STORED)[0]}']")
    expect(kept).to_have_attribute("aria-pressed", "true")
    tab.locator('.filters input[name="population"][value="peer-workers"]').check()
    expect(tab.locator(".chips")).to_contain_text("Peer workers")
    expect(kept).to_have_attribute("aria-pressed", "true")
    expect(kept).to_be_visible()


def test_entries_are_put_in_order_and_the_focus_stays(site, open_tab):
    tab = open_tab()
    one, two, three = _keep(tab, site, 3)
    _open_list(tab)
    assert _named(tab) == [one, two, three]
    move = tab.locator(f"[data-step=up][data-of='{three}']")
    move.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(f"{one}.*{three}.*{two}"))
    expect(tab.locator(f"[data-step=up][data-of='{three}']")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(f"[data-step=down][data-of='{three}']")).to_be_focused()
    expect(tab.get_by_role("status").filter(has_text="Moved up.")).to_have_count(1)
    assert tab.evaluate(STORED) == _named(tab) == [three, one, two]


def test_removing_and_clearing_can_be_taken_back(site, open_tab):
    tab = open_tab()
    one, two = _keep(tab, site, 2)
    _open_list(tab)
    tab.locator(f"[data-step=without][data-of='{one}']").click()
    expect(tab.locator("article")).to_have_count(1)
    expect(tab.locator(f"[data-step=without][data-of='{two}']")).to_be_focused()
    assert tab.evaluate(STORED) == [two]
    tab.get_by_role("button", name="Clear my reading list").click()
    expect(tab.get_by_text("There is nothing on this list yet")).to_be_visible()
    expect(tab.get_by_role("heading", level=1)).to_be_focused()
    assert tab.evaluate(STORED) == [] and _named(tab) == []
    tab.go_back()
    expect(tab.locator("article")).to_have_count(1)
    tab.get_by_role("button", name="Add all to my reading list").click()
    assert tab.evaluate(STORED) == [two]


def test_two_are_ticked_and_compared(site, open_tab):
    tab = open_tab()
    kept = _keep(tab, site, 3)
    _open_list(tab)
    for place in (0, 2):
        tab.locator("article input[type=checkbox]").nth(place).check()
    tab.locator(f"[data-step=down][data-of='{kept[0]}']").click()
    expect(tab).to_have_url(re.compile(f"{kept[1]}.*{kept[0]}"))
    expect(tab.locator("article input:checked")).to_have_count(2)
    tab.get_by_role("button", name="Compare", exact=True).click()
    expect(tab.locator(".compare thead th:not(:first-child)")).to_have_count(2)
    assert set(_named(tab)) == {kept[0], kept[2]}
    tab.locator(".compare").focus()
    tab.locator(".compare .without").first.click()
    expect(tab.get_by_role("heading", level=2).first).to_have_text("Choose one more to compare")


def test_a_list_is_sent_as_a_link_that_somebody_else_keeps(site, open_tab):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    kept = _keep(tab, site, 2)
    _open_list(tab)
    tab.get_by_role("button", name="Copy the link").click()
    expect(tab.get_by_role("status").filter(has_text="The link is copied.")).to_have_count(1)
    copied = urlsplit(tab.evaluate("navigator.clipboard.readText()"))
    other = open_tab()
    other.goto(f"{site.url}{copied.path}?{copied.query}")
    expect(other.locator("article")).to_have_count(2)
    expect(other.get_by_role("button", name="Clear my reading list")).to_be_hidden()
    other.get_by_role("button", name="Add all to my reading list").click()
    assert other.evaluate(STORED) == kept
    other.goto(f"{site.url}/resources/reading-list/")
    expect(other.locator("article")).to_have_count(2)


def test_what_is_done_to_somebody_elses_list_leaves_the_own_one_alone(site, open_tab):
    tab = open_tab()
    one, two, three = _keep(tab, site, 3)
    tab.goto(f"{site.url}/resources/reading-list/?id={one}&id={two}")
    tab.locator(f"[data-step=without][data-of='{one}']").click()
    expect(tab.locator("article")).to_have_count(1)
    assert tab.evaluate(STORED) == [one, two, three]


def test_without_script_a_list_and_a_comparison_work_by_their_addresses(site, open_tab):
    kept = _keep(open_tab(), site, 3)
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"{site.url}/resources/")
    expect(tab.locator(".keep").first).to_be_hidden()
    tab.goto(f"{site.url}/resources/reading-list/?" + "&".join(f"id={one}" for one in kept))
    tab.locator(f"[data-step=down][data-of='{kept[0]}']").click()
    expect(tab).to_have_url(re.compile(f"{kept[1]}.*{kept[0]}.*{kept[2]}"))
    tab.locator("article input[type=checkbox]").nth(0).check()
    tab.locator("article input[type=checkbox]").nth(1).check()
    tab.get_by_role("button", name="Compare", exact=True).click()
    expect(tab.locator(".compare thead th:not(:first-child)")).to_have_count(2)
    tab.goto(f"{site.url}/resources/reading-list/")
    # Looked for by its place: Playwright finds no words inside `noscript`.
    expect(tab.locator("main noscript p")).to_be_visible()
    assert "Keeping a list needs JavaScript" in tab.content()


def test_where_nothing_may_be_stored_nothing_is_offered(site, open_tab):
    kept = _keep(open_tab(), site, 2)
    tab = open_tab()
    tab.add_init_script(REFUSED)
    tab.goto(f"{site.url}/resources/")
    expect(tab.locator(".keep").first).to_be_hidden()
    tab.goto(f"{site.url}/resources/reading-list/?" + "&".join(f"id={one}" for one in kept))
    expect(tab.get_by_role("button", name="Print")).to_be_visible()
    expect(tab.get_by_role("button", name="Add all to my reading list")).to_be_hidden()
    tab.locator("[data-step=down]").first.click()
    expect(tab).to_have_url(re.compile(f"{kept[1]}.*{kept[0]}"))


def test_with_letters_twice_as_large_nothing_scrolls_sideways_on_a_phone(site, open_tab):
    tab = open_tab(viewport={"width": 320, "height": 640}, bypass_csp=True)
    query = "&".join(f"id={one}" for one in _keep(tab, site, 3))
    for path in ("reading-list", "compare"):
        tab.goto(f"{site.url}/resources/{path}/?{query}")
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_paper_it_is_a_brief_without_buttons(site, open_tab):
    tab = open_tab()
    _keep(tab, site, 2)
    _open_list(tab)
    tab.emulate_media(media="print")
    main = tab.locator("main")
    for hidden in ("button", "input", "[data-step]", "nav"):
        for thing in main.locator(hidden).all():
            expect(thing).to_be_hidden()
    expect(main.locator(".lead time")).to_be_visible()
    assert len(re.findall(r"/resources/id/[0-9a-f-]{36}/|https://doi\.org/", main.inner_text())) >= 2


@pytest.mark.parametrize("look", LOOKS)
def test_no_state_has_barriers(site, open_tab, look):
    tab = open_tab(bypass_csp=True, reduced_motion="reduce", **LOOKS[look])
    kept = _keep(tab, site, 4)
    assert complaints(tab) == []
    _open_list(tab)
    assert complaints(tab) == []
    for query in ("", f"id={kept[0]}", "&".join(f"id={one}" for one in kept), f"id={kept[0]}&id={kept[1]}&id=x"):
        tab.goto(f"{site.url}/resources/compare/?{query}")
        assert complaints(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
