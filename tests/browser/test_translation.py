"""From an English page at a French address to a French page: translate, send, approve."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_admin_accessibility import Walk

pytestmark = pytest.mark.browser
ENGLISH = "Rights in the hallway"
FRENCH = "Vos droits dans le corridor"
ADDRESS = "/fr/evenements/rights-in-the-hallway/"


def _page_number(site, slug: str) -> int:
    code = f"from wagtail.models import Page; print(Page.objects.get(slug='{slug}', locale__language_code='en').pk)"
    return json.loads(site.manage("shell", "-v0", "-c", code).strip().splitlines()[-1])


def _begin_translation(desk, page_number: int) -> None:
    desk.tab.goto(f"{desk.base}/admin/localize/submit/page/{page_number}/")
    desk.named("locales").check()
    desk.tab.locator("form:has([name=locales]) [type=submit]").click()
    expect(desk.tab.locator(".js-translation-editor")).to_contain_text(ENGLISH)


def _translate(desk, original: str, translation: str) -> None:
    """One passage, in the editor that shows both languages side by side. The translator's desk is in French."""
    passage = desk.tab.locator(".js-translation-editor li:not(:has(li li))", has_text=original).first
    passage.get_by_role("button", name="Traduire").click()
    passage.locator("textarea, input[type=text]").fill(translation)
    passage.get_by_role("button", name=re.compile("^(Enregistrer|Save)")).click()
    expect(passage.locator("textarea, input[type=text]")).to_have_count(0)
    expect(passage).to_contain_text(translation)


def _send(desk) -> None:
    desk.tab.locator("a[href*='send-translation']").first.click()
    desk.tab.locator("main form[method=post] button[type=submit]").click()
    expect(desk.tab.locator(".messages")).to_contain_text(FRENCH)


def _approve(desk, title: str) -> None:
    desk.tab.goto(f"{desk.base}/admin/")
    desk.tab.locator("[id*=waiting-for-you]").get_by_role("link", name=title).click()
    desk.tab.locator("button[name=decision][value=approve]").click()
    expect(desk.tab.locator("button[name=decision]")).to_have_count(0)


def _shows(tab, address: str, title: str) -> None:
    tab.goto(address)
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)


def test_an_untranslated_event_becomes_french_after_review(site, desk_of, open_tab):
    visitor, translator = open_tab(), desk_of("translator")
    _shows(visitor, site.url + ADDRESS, ENGLISH)
    expect(visitor.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(visitor.locator("main .notice").first).to_be_visible()
    _begin_translation(translator, _page_number(site, "rights-in-the-hallway"))
    walk = Walk(translator)
    walk.look("both languages side by side")
    assert walk.found == {}
    _translate(translator, ENGLISH, FRENCH)
    _send(translator)
    _shows(visitor, site.url + ADDRESS, ENGLISH)
    _approve(desk_of("moderator"), FRENCH)
    _shows(visitor, site.url + ADDRESS, FRENCH)
    _shows(visitor, f"{site.url}/events/rights-in-the-hallway/", ENGLISH)
