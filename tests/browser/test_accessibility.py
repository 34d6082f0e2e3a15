"""axe-core finds nothing to complain about, on every kind of page, on a phone in light and on a desk in dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    # Counted among the experimental ones: a name begins with the words that are seen.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
LOOKS = {
    "phone, light": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "desk, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
PAGES = {
    "home": "/",
    "events": "/events/",
    "past events": "/events/?when=past",
    "event to come": "/events/learning-session-medication-across-distance/",
    "event in the past": "/events/listening-after-the-fire-webinar/",
    "event cancelled": "/events/waiting-room-focus-group/",
    "webinars": "/webinars/",
    "series": "/webinars/agenda-building/",
    "summary": "/webinars/agenda-building/naming-the-whole-person/",
    "findings": "/resources/",
    "findings, filtered": "/resources/?category=practices&topic=stigma",
    "findings, none": "/resources/?q=zzzzqqq",
    "finding": "/resources/a-peer-on-the-ward/",
    "findings one by one": "/resources/findings/?group=principles&q=peer",
    "gap map": "/resources/gap-map/",
    "gap map of regions": "/resources/gap-map/?rows=region",
    "networks": "/network/",
    "network": "/network/complex-care-network/",
    "committees": "/network/who-we-are/governance/committees/",
    "plain page": "/network/who-we-are/history/",
    "people": "/people/",
    "person": "/people/kofi-brightwater/",
    "organisations": "/organisations/",
    "organisation": "/organisations/lantern-network/",
    "term": "/terms/population/peer-workers/",
    "search": "/search/?q=peer",
    "search, nothing found": "/search/?q=zzzzqqq",
    "search, empty": "/search/",
    "not found": "/there-is-nothing-here/",
    "sign-in": "/sign-in/",
    "reset": "/account/reset/",
    "French home": "/fr/",
    "French events": "/fr/evenements/",
    "French event": "/fr/evenements/portes-ouvertes-rue-bright/",
    "untranslated at a French address": "/fr/evenements/learning-session-medication-across-distance/",
}


def complaints(tab: Page, include: str = "", rules: dict = RULES) -> list[str]:
    """What axe finds, one line for each place."""
    found = Axe().run(tab, context={"include": [[include]]} if include else None, options=rules).response
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", PAGES)
def test_no_page_has_barriers(site, open_tab, kind, look):
    tab = open_tab(bypass_csp=True, reduced_motion="reduce", **LOOKS[look])
    answer = tab.goto(site.url + PAGES[kind])
    assert answer.status == (404 if kind == "not found" else 200)
    assert complaints(tab) == []


def test_the_phone_menu_has_no_barriers(site, open_tab):
    tab = open_tab(bypass_csp=True, reduced_motion="reduce", **LOOKS["phone, light"])
    tab.goto(f"{site.url}/events/")
    tab.locator(".menu summary", has_text=re.compile("^Menu$")).click()
    tab.locator(".menu summary", has_text="The network").click()
    assert complaints(tab) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_home_of_a_member_has_no_barriers(site, desk_of, look):
    tab = desk_of("member").tab
    tab.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
    tab.set_viewport_size(LOOKS[look]["viewport"])
    tab.goto(f"{site.url}/your-network/")
    expect(tab.get_by_role("heading", name="Your committees")).to_be_visible()
    assert complaints(tab) == []


def test_the_desk_of_a_moderator_has_no_barriers(site, desk_of):
    tab = desk_of("moderator").tab
    tab.goto(f"{site.url}/admin/")
    assert complaints(tab, "#waiting-for-you, [id*=waiting-for-you]") == []
    tab.locator("[id*=waiting-for-you]").get_by_role("link").last.click()
    tab.locator(".review").wait_for()
    assert complaints(tab, ".review") == []


FORMS = ["event_list", "resource_list", "webinar_list"]


@pytest.mark.parametrize("kind", FORMS)
def test_forms_suit_the_finger(site, desk_of, kind):
    """On a phone; in wide windows test_admin_accessibility.py looks at the whole form."""
    tab = desk_of("editor").tab
    tab.set_viewport_size(LOOKS["phone, light"]["viewport"])
    tab.goto(f"{site.url}/admin/{kind}/")
    tab.goto(site.url + tab.locator("main a[href$='/edit/']").first.get_attribute("href"))
    tab.locator(".Draftail-Editor [role='textbox']").first.wait_for(state="attached")
    # Editors of blocks come one after the other; a box is named in the next frame.
    expect(tab.locator(".Draftail-Editor [role='textbox']:not([aria-labelledby])")).to_have_count(0)
    found = [line for line in complaints(tab) if line.startswith(("aria-input-field-name", "target-size"))]
    assert found == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("place", ["images/add/", "event_list/", "gap-map/", "reports/links/"])
def test_no_page_of_the_admin_has_barriers(site, desk_of, look, place):
    tab = desk_of("administrator").tab
    tab.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
    tab.set_viewport_size(LOOKS[look]["viewport"])
    tab.goto(f"{site.url}/admin/{place}")
    tab.wait_for_load_state("networkidle")
    assert complaints(tab) == []


def test_no_tab_of_the_editor_is_covered(site, desk_of):
    tab = desk_of("editor").tab
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{site.url}/admin/event_list/")
    tab.goto(site.url + tab.locator("main a[href$='/edit/']").first.get_attribute("href"))
    tab.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    is_on_top = """(element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }"""
    for one in tab.get_by_role("tab").all():
        expect(one).to_be_visible()
        assert one.evaluate(is_on_top), one.inner_text()


def test_a_field_without_a_name_would_be_found(site, open_tab):
    """So that the silence above means something."""
    tab = open_tab(bypass_csp=True)
    tab.goto(f"{site.url}/search/")
    tab.evaluate("document.querySelector('label[for=q2]').remove()")
    assert any(line.startswith("label:") for line in complaints(tab))
