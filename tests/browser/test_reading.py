"""A visitor, by keyboard, with script and without: menus, filters, search, languages, the door, the way out."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
MEMBERS_ONLY = "/network/members-area/"
WITH_RECORDING = "/events/the-first-72-hours-webinar/"
PHONE = {"width": 360, "height": 740}


def _total(tab: Page) -> int:
    return int(re.search(r"\d+", tab.locator("#found").inner_text())[0])


def _filter(tab: Page, name: str, value: str):
    return tab.locator(f'.filters input[name="{name}"][value="{value}"]')


def _count_at(tab: Page, name: str, value: str) -> int:
    row = tab.locator(f'.filters label:has(input[name="{name}"][value="{value}"])')
    return int(re.search(r"\d+", row.locator(".count").inner_text())[0])


def _sign_in_as_member(tab: Page, site) -> None:
    """At the door where the tab stands."""
    with Path(site.environment["VAR_DIR"], "demo-accounts.txt").open(encoding="utf-8") as accounts:
        email, password = next(line.split()[:2] for line in accounts if line.startswith("member@"))
    tab.get_by_label("E-mail").fill(email)
    tab.get_by_label("Password").fill(password)
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "sign-in" not in url)


# Finding one's way


def test_the_first_tab_leads_past_the_menu(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/events/")
    tab.keyboard.press("Tab")
    expect(tab.locator("a.skip")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_phone_opens_by_keyboard(site, open_tab):
    tab = open_tab(viewport=PHONE)
    tab.goto(site.url)
    events = tab.locator(".menu").get_by_role("link", name="Events", exact=True)
    expect(events).to_be_hidden()
    tab.locator(".menu > details > summary").focus()
    tab.keyboard.press("Enter")
    expect(events).to_be_visible()
    tab.keyboard.press("Tab")
    expect(events).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{site.url}/events/")


def test_the_next_session_is_one_step_from_home(site, open_tab):
    tab = open_tab()
    tab.goto(site.url)
    link = tab.locator("aside[aria-labelledby=next]").get_by_role("link").first
    title = link.inner_text()
    link.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)
    expect(tab.locator("main time").first).to_be_visible()


# Filters


def test_a_filter_refreshes_the_list_in_place(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/resources/")
    before, expected = _total(tab), _count_at(tab, "category", "practices")
    tab.evaluate("window.stayed = true")
    _filter(tab, "category", "practices").press("Space")
    expect(tab).to_have_url(f"{site.url}/resources/?category=practices")
    assert expected < before
    status = tab.locator("[data-listing-status]")
    expect(status).to_have_text(re.compile(rf"\b{expected}\b"))
    expect(status).to_have_attribute("role", "status")
    expect(_filter(tab, "category", "practices")).to_be_focused()
    assert tab.evaluate("window.stayed")


def test_back_takes_a_filter_away(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/resources/")
    before = tab.locator("#found").inner_text()
    _filter(tab, "category", "practices").press("Space")
    expect(tab.locator(".chips")).to_contain_text("Practices")
    tab.go_back()
    expect(tab).to_have_url(f"{site.url}/resources/")
    expect(tab.locator("#found")).to_have_text(before)
    expect(_filter(tab, "category", "practices")).not_to_be_checked()


def test_filters_work_without_script(site, open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"{site.url}/resources/")
    before, expected = _total(tab), _count_at(tab, "category", "practices")
    _choose_without_script(tab, "practices", "policies")
    assert expected <= _total(tab) < before
    tab.locator(".chips").get_by_role("link", name="Policies").click()
    assert parse_qs(urlsplit(tab.url).query)["category"] == ["practices"]
    assert _total(tab) == expected
    tab.locator(".chips").get_by_role("link", name="Practices").click()
    assert _total(tab) == before


def _choose_without_script(tab: Page, *categories: str) -> None:
    """Ticks and the form's button. Narrow screens press the summary first; wide ones see the filters anyway."""
    summary = tab.locator(".filters > details > summary")
    if summary.is_visible():
        summary.click()
    for category in categories:
        _filter(tab, "category", category).check()
    tab.locator(".filters button[type=submit]").last.click()
    assert parse_qs(urlsplit(tab.url).query)["category"] == list(categories)


# Search and languages


def test_search_narrows_to_a_kind_by_tabs(site, open_tab):
    tab = open_tab()
    tab.goto(site.url)
    tab.locator("#site-search").fill("peer")
    tab.locator("#site-search").press("Enter")
    tabs = tab.get_by_role("navigation", name="Kinds of results")
    expect(tabs.locator("[aria-current=page]")).to_have_count(1)
    narrower = tabs.locator("a:not([aria-current])").first
    total, label = narrower.locator(".count").inner_text(), narrower.inner_text()
    narrower.focus()
    tab.keyboard.press("Enter")
    expect(tabs.locator("[aria-current=page]")).to_have_text(label)
    expect(tab.locator("#found")).to_contain_text(re.compile(rf"^\s*{total} result"))
    expect(tab.locator("#q2")).to_have_value("peer")


def test_the_language_switch_leads_there_and_back(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/events/doors-open-on-bright-street/")
    tab.get_by_role("link", name="Français", exact=True).first.click()
    expect(tab).to_have_url(f"{site.url}/fr/evenements/portes-ouvertes-rue-bright/")
    expect(tab.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Portes ouvertes rue Bright")
    tab.get_by_role("link", name="English", exact=True).first.click()
    expect(tab).to_have_url(f"{site.url}/events/doors-open-on-bright-street/")
    expect(tab.locator("html")).to_have_attribute("lang", "en-CA")


# Ways out


def test_quick_exit_leaves_nothing_to_go_back_to(site, open_tab):
    tab = open_tab(outside=("https://weather.gc.ca/",))
    tab.route(
        "https://weather.gc.ca/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    tab.goto(f"{site.url}/events/")
    tab.goto(f"{site.url}/help/")
    tab.locator("[data-quick-exit]").first.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Weather")).to_be_visible()
    tab.go_back()
    expect(tab).to_have_url(f"{site.url}/events/")


def test_a_recording_asks_its_host_only_after_a_press(site, open_tab):
    hosts = ("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/")
    tab = open_tab(outside=hosts)
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    for host in hosts:
        tab.route(f"{host}**", lambda route: route.fulfill(body="film", content_type="text/html"))
    tab.goto(site.url + WITH_RECORDING, wait_until="networkidle")
    assert not [url for url in asked if not url.startswith(site.url)]
    expect(tab.locator("iframe")).to_have_count(0)
    tab.locator("[data-player]").first.press("Enter")
    frame = tab.locator("[data-recording] iframe").first
    expect(frame).to_have_attribute("src", re.compile("|".join(f"^{re.escape(host)}" for host in hosts)))
    expect(frame.content_frame.locator("body")).to_have_text("film")


# The members' door


def test_a_members_page_leads_to_the_door_and_on_to_itself(site, open_tab):
    tab = open_tab()
    tab.goto(site.url + MEMBERS_ONLY)
    assert "/sign-in/" in tab.url
    expect(tab.locator("body")).not_to_contain_text("Minutes of the autumn meeting")
    _sign_in_as_member(tab, site)
    expect(tab).to_have_url(site.url + MEMBERS_ONLY)
    expect(tab.locator("main")).to_contain_text("Minutes of the autumn meeting")


def test_what_a_member_has_read_stays_closed_to_strangers(site, desk_of, open_tab):
    member = desk_of("member").tab
    member.goto(site.url + MEMBERS_ONLY)
    expect(member.locator("main")).to_contain_text("Minutes of the autumn meeting")
    stranger = open_tab()
    for _time in range(2):
        stranger.goto(site.url + MEMBERS_ONLY)
        assert "/sign-in/" in stranger.url
        assert "Minutes of the autumn meeting" not in stranger.content()


# Small screens


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events/",
        "/events/the-first-72-hours-webinar/",
        "/webinars/agenda-building/",
        "/webinars/agenda-building/naming-the-whole-person/",
        "/resources/",
        "/resources/a-peer-on-the-ward/",
        "/resources/reading-list/",
        "/resources/compare/",
        "/network/complex-care-network/",
        "/network/who-we-are/governance/committees/",
        "/people/kofi-brightwater/",
        "/organisations/lantern-network/",
        "/search/?q=peer",
        "/sign-in/",
        "/fr/",
        "/fr/evenements/",
    ],
)
def test_nothing_scrolls_sideways_at_320(site, open_tab, path):
    tab = open_tab(viewport={"width": 320, "height": 640})
    tab.goto(site.url + path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_page_file_table_and_browser_agree_on_the_hour_in_british_columbia(site, open_tab):
    """Since 2026 the province stays on daylight time: who asks an older table is an hour off in winter."""
    tab = open_tab(timezone_id="America/Vancouver")
    tab.goto(f"{site.url}/events/coming-home-part-four/")
    line = tab.locator("[data-own-zone]").first
    begins = line.get_attribute("data-own-zone").partition("/")[0]
    assert begins.endswith("-07:00")
    # The browser's clock is the same, so that there is nothing to add.
    expect(line).to_be_hidden()
    said = tab.locator(".sign-up .facts").first.inner_text()
    row = tab.locator(".zones tr", has=tab.get_by_role("rowheader", name="Pacific Time", include_hidden=True))
    assert row.locator("td").text_content().strip().split()[0] in said
    calendar = tab.request.get(f"{site.url}/events/coming-home-part-four/event.ics").text().replace("\r\n ", "")
    assert re.search(r"DTSTART;TZID=[\w/]*Vancouver:" + begins[:16].replace("-", "").replace(":", ""), calendar)
    assert "TZOFFSETTO:-0700" in calendar
    assert "TZOFFSETTO:-0800" not in calendar.partition("BEGIN:STANDARD")[2].partition("END:VTIMEZONE")[0]


# Filters on a phone


def test_on_a_phone_groups_are_folded_and_the_button_leads_to_the_list(site, open_tab):
    tab = open_tab(viewport={"width": 360, "height": 740})
    tab.goto(f"{site.url}/resources/")
    tab.locator(".filters > details > summary").click()
    expect(_filter(tab, "type", "report")).to_be_hidden()
    tab.locator(".filters fieldset > details > summary", has_text="Type of resource").click()
    _filter(tab, "type", "report").check()
    expect(tab).to_have_url(re.compile(r"[?&]type=report"))
    expect(_filter(tab, "type", "report")).to_be_focused()
    button = tab.locator(".filters .apply button")
    expect(button).to_be_in_viewport()
    expect(button).to_have_text(f"Show {_total(tab)} resources")
    button.click()
    expect(tab.locator("#found")).to_be_focused()
    expect(tab.locator(".filters > details > summary")).to_contain_text("(1)")
    expect(button).to_be_hidden()
