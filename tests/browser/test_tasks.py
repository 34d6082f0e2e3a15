"""What people come for, done by keyboard and by names alone: after each step what is said, and where the focus is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def go(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.wait_for_load_state("networkidle")


def press(target: Locator, key: str = "Enter") -> None:
    """A key on what has the focus, as Tab would have led there."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press(key)


def titled(tab: Page, title: str | re.Pattern[str]) -> None:
    """Where one is: the one heading of the first level, and the same words in the title of the window."""
    heading = tab.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    expect(heading).to_have_text(title)
    words = heading.inner_text()
    expect(tab).to_have_title(re.compile(re.escape(words[:20])))


def steps_to(tab: Page, target: Locator, most: int = 40) -> int:
    """How often Tab is pressed until it has the focus."""
    for step in range(1, most + 1):
        tab.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return step
    pytest.fail(f"{target} is not reached with the Tab key")


def test_the_next_session_is_found_and_saved(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/")
    coming = tab.get_by_role("region", name="Coming up")
    session = coming.get_by_role("heading", level=3).get_by_role("link").first
    title = session.inner_text()
    press(session)
    titled(tab, title)
    box = tab.get_by_role("complementary").filter(has=tab.get_by_role("link", name=re.compile("alendar"))).first
    with tab.expect_download() as saved:
        press(box.get_by_role("link", name=re.compile("calendar file|\\.ics", re.IGNORECASE)).first)
    words = saved.value.path().read_text(encoding="utf-8")
    assert words.startswith("BEGIN:VCALENDAR")
    assert title[:20].split(",")[0] in words.replace("\r\n ", "").replace("\\", "")


def test_help_is_two_steps_away_and_numbers_can_be_called(site, open_tab):
    tab = open_tab(**PHONE)
    go(tab, f"{site.url}/events/")
    bar = tab.get_by_role("complementary", name="Help now")
    assert steps_to(tab, bar.get_by_role("link", name=re.compile("9-1-1"))) == 2
    press(bar.get_by_role("link", name="Help", exact=True))
    titled(tab, "Help right now")
    main = tab.get_by_role("main")
    expect(main.get_by_role("link", name=re.compile("^Call 9-8-8"))).to_have_attribute("href", "tel:988")
    expect(main.get_by_role("link", name=re.compile("^Text 9-8-8"))).to_have_attribute("href", "sms:988")


def test_who_filters_hears_the_count_and_keeps_the_place(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/resources/")
    filters = tab.get_by_role("search", name="Filters")
    group = filters.get_by_role("group", name="Category")
    policies = group.get_by_role("checkbox", name=re.compile("^Policies"))
    count = re.search(r"\d+", group.get_by_text(re.compile("^Policies")).first.inner_text())
    press(policies, "Space")
    number = count[0] if count else r"\d+"
    expect(tab.locator("[data-listing-status]")).to_have_text(re.compile(rf"\b{number}\b"))
    expect(policies).to_be_checked()
    expect(policies).to_be_focused()
    expect(tab).to_have_url(re.compile("category=policies"))
    tab.go_back()
    expect(tab.get_by_role("checkbox", name=re.compile("^Policies")).first).not_to_be_checked()


def test_a_finding_is_read_and_linked_to(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/resources/warm-handovers-and-return-visits/")
    findings = tab.get_by_role("region", name="Key findings")
    practices = findings.get_by_role("region", name="Practices")
    link = practices.get_by_role("link", name=re.compile("Link to this finding: Practices, 1"))
    words = practices.get_by_role("listitem").first.inner_text()
    press(link)
    expect(tab).to_have_url(re.compile("/warm-handovers-and-return-visits/#"))
    target = tab.locator(":target")
    expect(target).to_have_count(1)
    assert target.inner_text().split("\n")[0][:40] in words
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Warm Handovers")


def _keep_two(tab: Page) -> list[str]:
    """Two buttons of the list; what is said after each, and the names of both resources."""
    kept = []
    for number, card in enumerate(tab.locator("[data-listing]").get_by_role("article").all()[:2], start=1):
        button = card.get_by_role("button").first
        kept.append(card.get_by_role("heading").first.inner_text())
        press(button)
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-pressed", "true")
        own = tab.get_by_role("navigation", name="Resource database")
        expect(own.get_by_role("status")).to_contain_text(str(number))
    return kept


def test_two_resources_are_kept_cited_and_compared(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/resources/")
    kept = _keep_two(tab)
    press(tab.get_by_role("navigation", name="Resource database").get_by_role("link", name="Reading list"))
    titled(tab, "Reading list")
    main = tab.get_by_role("main")
    for title in kept:
        expect(main.get_by_role("heading", name=title)).to_be_visible()
    for box in main.get_by_role("checkbox").all():
        box.check()
    press(main.get_by_role("button", name=re.compile("^Compare")))
    titled(tab, re.compile("^Compare"))
    table = tab.get_by_role("table").first
    for title in kept:
        expect(table.get_by_role("columnheader", name=title[:30])).to_be_visible()
    expect(table.get_by_role("rowheader").first).to_be_visible()


def test_a_citation_is_copied_and_said(site, open_tab):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    go(tab, f"{site.url}/resources/warm-handovers-and-return-visits/")
    cite = tab.get_by_role("region", name="How to cite")
    button = cite.get_by_role("button").first
    press(button)
    expect(cite.or_(tab.get_by_role("main")).get_by_text(re.compile("[Cc]opied")).first).to_be_visible()
    expect(button).to_be_focused()
    assert "Warm Handovers" in tab.evaluate("navigator.clipboard.readText()")


def test_a_typing_error_leads_to_what_was_meant(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/")
    tab.keyboard.press("/")
    box = tab.locator(":focus")
    expect(box).to_have_role("combobox")
    tab.keyboard.type("medicaton")
    tab.keyboard.press("Enter")
    titled(tab, re.compile("^Search"))
    expect(tab.get_by_role("main")).to_contain_text("No page has “medicaton”. This is what has “medication”.")
    hit = (
        tab.get_by_role("main")
        .get_by_role("heading", level=2)
        .or_(tab.get_by_role("main").get_by_role("heading", level=3))
    )
    expect(hit.get_by_role("link").first).to_be_visible()


def test_a_suggestion_is_taken_by_arrow_keys(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/search/")
    box = tab.get_by_role("main").get_by_role("combobox")
    box.focus()
    tab.keyboard.type("warm hand", delay=30)
    expect(box).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    chosen = tab.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box).to_be_focused()
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("main")).to_contain_text("Warm Handovers")


def test_somebody_signs_in_and_out(site, desk_of, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/sign-in/")
    tab.get_by_role("textbox", name="E-mail address").fill("nobody@example.org")
    tab.get_by_role("textbox", name="Password").fill("wrong")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("alert").first).to_be_visible()
    tab = desk_of("member").tab
    go(tab, f"{site.url}/")
    press(tab.get_by_role("banner").get_by_role("link", name=re.compile("account|Account")).first)
    press(tab.get_by_role("button", name="Sign out").or_(tab.get_by_role("link", name="Sign out")).first)
    tab.wait_for_load_state("networkidle")
    expect(tab.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_a_cell_of_the_gap_map_opens_what_it_counts(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/resources/gap-map/")
    table = tab.get_by_role("table").first
    row = table.get_by_role("row").filter(has=tab.get_by_role("rowheader", name="Peer workers", exact=True))
    cell = row.get_by_role("link", name=re.compile(r"\d")).first
    number = re.search(r"\d+", cell.inner_text())[0]
    press(cell)
    titled(tab, "Resources")
    expect(tab.get_by_role("main")).to_contain_text(re.compile(rf"\b{number} resources?\b"))
    expect(tab.get_by_role("checkbox", name=re.compile("^Peer workers")).first).to_be_checked()


def test_the_language_changes_and_the_page_stays(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/webinars/agenda-building/naming-the-whole-person/")
    press(tab.get_by_role("banner").get_by_role("link", name="Français"))
    titled(tab, "Nommer la personne entière")
    expect(tab.locator("html")).to_have_attribute("lang", "fr-CA")
    press(tab.get_by_role("banner").get_by_role("link", name="English"))
    titled(tab, "Naming the whole person")


def test_a_person_is_found_in_the_directory(site, open_tab):
    tab = open_tab()
    go(tab, f"{site.url}/people/")
    box = tab.get_by_role("main").get_by_role("searchbox")
    box.focus()
    tab.keyboard.type("brightwater")
    tab.keyboard.press("Enter")
    found = tab.get_by_role("main").get_by_role("link", name="Kofi Brightwater")
    expect(found).to_have_count(1)
    expect(tab.get_by_role("main").get_by_role("searchbox")).to_have_value("brightwater")
    press(found)
    titled(tab, re.compile("^Kofi Brightwater"))


def test_the_menu_of_a_phone_opens_and_escape_leaves_it(site, open_tab):
    tab = open_tab(**PHONE)
    go(tab, f"{site.url}/events/")
    menu = tab.get_by_role("navigation", name="Main")
    button = menu.locator("summary").first
    press(button)
    events = menu.get_by_role("link", name="Events", exact=True)
    expect(events).to_be_visible()
    expect(events).to_have_attribute("aria-current", re.compile("page|true"))
    steps_to(tab, events, 3)
    tab.keyboard.press("Escape")
    expect(events).to_be_hidden()
    expect(button).to_be_focused()


def test_a_recording_is_loaded_only_on_demand_and_its_transcript_is_there(site, open_tab):
    tab = open_tab(outside=("https://www.youtube-nocookie.com", "https://player.vimeo.com"))
    tab.route(re.compile("youtube|vimeo"), lambda route: route.fulfill(body="<p>film</p>", content_type="text/html"))
    go(tab, f"{site.url}/webinars/agenda-building/naming-the-whole-person/")
    recordings = tab.get_by_role("region", name="Recordings")
    expect(recordings.locator("iframe")).to_have_count(0)
    summary = recordings.locator("summary", has_text="Read the transcript").first
    press(summary)
    expect(recordings.locator("details[open] .prose").first).to_be_visible()
    expect(summary).to_be_focused()
    press(recordings.get_by_role("link", name=re.compile("^Play")).first)
    film = recordings.locator("iframe")
    expect(film).to_have_attribute("title", re.compile("recording"))
    expect(film).to_be_focused()


def test_the_quick_exit_leaves_no_way_back(site, open_tab):
    tab = open_tab(outside=("https://weather.gc.ca",))
    tab.route(
        "https://weather.gc.ca/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    go(tab, f"{site.url}/events/")
    go(tab, f"{site.url}/help/")
    press(tab.get_by_role("link", name="Quick exit"))
    expect(tab.get_by_role("heading", name="Weather")).to_be_visible()
    tab.go_back()
    expect(tab).to_have_url(re.compile("/events/$"))
