"""Better words and acronyms, offered below a text while somebody writes."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import complaints

pytestmark = pytest.mark.browser

TABLE = json.loads((Path(__file__).parents[1] / "core" / "word_offers.json").read_text(encoding="utf-8"))
ACRONYMS = [["OPS", "overdose prevention site"]]
SAID = {
    "better": "“%(found)s”: the network says “%(preferred)s”",
    "acronym": "“%(found)s” is written out nowhere on this page: “%(preferred)s”",
    "replace": "Replace",
    "write_out": "Write it out",
    "leave": "Leave it",
}


BEFORE = """
from events.models import EventIndexPage
from wagtail.models import Page
print(EventIndexPage.objects.live().first().pk, Page.objects.order_by("pk").last().pk)
"""
CLEAR = "from wagtail.models import Page; [page.delete() for page in Page.objects.filter(pk__gt={last})]"


@pytest.fixture(scope="module")
def index(site):
    """Where events are made. What is kept by itself goes again: other tests count drafts."""
    index, last = site.manage("shell", "-v0", "-c", BEFORE).split()[-2:]
    yield index
    site.manage("shell", "-v0", "-c", CLEAR.format(last=last))


@pytest.fixture
def form(desk_of, index):
    """A new event, with words of ours in place of the network's."""
    desk = desk_of("editor")
    answer = {"better": TABLE["words"], "acronyms": ACRONYMS, "said": SAID}
    desk.tab.route(re.compile(r"/admin/words/\d+/$"), lambda route: route.fulfill(json=answer))
    with desk.tab.expect_response(re.compile(r"/admin/words/\d+/$")):
        desk.tab.goto(f"{desk.base}/admin/pages/add/events/eventpage/{index}/")
    return desk


def offers(desk, name: str) -> Locator:
    field = desk.named(name).locator("xpath=ancestor::*[@data-field-input][1]")
    return field.locator(".word-offers li")


def test_the_script_finds_what_the_server_finds(form):
    for case in TABLE["cases"]:
        form.fill("title", case["text"])
        expect(offers(form, "title")).to_have_text([re.compile(f"“{re.escape(one)}”:") for one in case["found"]])


def test_a_word_is_replaced_in_place_with_its_capital_and_its_emphasis(form):
    form.write("introduction", "Addicts meet at the OPS each week. ")
    here = offers(form, "introduction")
    expect(here).to_have_count(2)
    assert complaints(form.tab, ".word-offers") == []
    here.get_by_role("button", name="Replace: Addicts").press("Enter")
    expect(form.named("introduction")).to_have_value(re.compile("People who use drugs meet at the OPS"))
    here.get_by_role("button", name="Write it out: OPS").click()
    expect(form.named("introduction")).to_have_value(re.compile(r"at the overdose prevention site \(OPS\) each"))
    expect(here).to_have_count(0)
    form.tab.keyboard.press("Control+z")
    expect(form.named("introduction")).to_have_value(re.compile("at the OPS each"))


def test_a_word_in_a_quotation_may_stay(form):
    form.fill("title", "What addicts told us")
    offers(form, "title").get_by_role("button", name="Leave it: addicts").click()
    expect(offers(form, "title")).to_have_count(0)
    expect(form.named("title")).to_have_value("What addicts told us")
