"""The list of findings from the first filter to the file: filter, refine, remove, sort, page, back, share, export.

The same journey three times: with a pointer, without script, and by keyboard alone.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import bibtexparser
import openpyxl
import pytest
import rispy
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessibility import LOOKS, complaints

pytestmark = pytest.mark.browser


class Way(NamedTuple):
    """How somebody goes through the site: what opens a tab, and how a thing is pressed."""

    options: dict
    press: Callable[[Page, Locator], None]

    @property
    def has_script(self) -> bool:
        return self.options.get("java_script_enabled", True)


def click(tab: Page, thing: Locator) -> None:
    thing.click()


def press_keys(tab: Page, thing: Locator) -> None:
    """With the Tab key from where the focus is until the thing has it; then Enter, or Space for a box."""
    expect(thing).to_be_visible()
    for _step in range(250):
        tab.keyboard.press("Tab")
        if thing.evaluate("thing => thing === document.activeElement"):
            break
    else:
        pytest.fail(f"the keyboard does not reach {thing}")
    assert thing.evaluate("thing => getComputedStyle(thing).outlineStyle") != "none"
    tab.keyboard.press("Space" if thing.get_attribute("type") == "checkbox" else "Enter")


WAYS = {
    "with script": Way({}, click),
    "without script": Way({"java_script_enabled": False}, click),
    "by keyboard": Way({}, press_keys),
}


class FindingsList:
    """The list of findings in a tab, used in one way."""

    def __init__(self, tab: Page, site, way: Way) -> None:
        self.tab, self.way, self.address = tab, way, f"{site.url}/resources/"
        self.tab.goto(self.address)

    def press(self, thing: Locator) -> None:
        self.way.press(self.tab, thing)

    @property
    def total(self) -> int:
        return int(re.search(r"\d+", self.tab.locator("#found").inner_text())[0])

    @property
    def titles(self) -> list[str]:
        return self.tab.locator(".cards .card h3").all_inner_texts()

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.tab.url).query)

    def filter(self, name: str, value: str) -> None:
        """Choose a value; as many are found as stood beside it."""
        box = self.tab.locator(f'.filters input[name="{name}"][value="{value}"]')
        row = self.tab.locator(f'.filters label:has(input[name="{name}"][value="{value}"])')
        expected = int(re.search(r"\d+", row.locator(".count").inner_text())[0])
        self.press(box)
        if not self.way.has_script:
            self.press(self.tab.locator(".filters button[type=submit]").last)
        expect(self.tab).to_have_url(re.compile(f"[?&]{name}={value}"))
        expect(self.tab.locator("#found")).to_have_text(re.compile(rf"^\s*{expected}\b"))
        if self.way.has_script:
            expect(self.tab.get_by_role("status").filter(has_text=f"{expected} resources")).to_have_count(1)
            expect(box).to_be_focused()

    def remove(self, label: str) -> None:
        self.press(self.tab.locator(".chips").get_by_role("link", name=label))
        expect(self.tab.locator(".chips").get_by_role("link", name=label)).to_have_count(0)

    def sort(self, label: str, value: str) -> None:
        select = self.tab.locator("#sort")
        if self.way.press is press_keys:
            select.focus()
            self.tab.keyboard.type(label[:4])
        else:
            select.select_option(value)
        if not self.way.has_script:
            self.press(self.tab.get_by_role("button", name="Sort", exact=True))
        expect(self.tab).to_have_url(re.compile(f"[?&]sort={value}"))
        expect(select).to_have_value(value)
        if self.way == WAYS["by keyboard"]:
            expect(select).to_be_focused()

    def next_page(self) -> None:
        self.press(self.tab.locator(".pages").get_by_role("link", name="Next"))
        expect(self.tab).to_have_url(re.compile(r"[?&]page=2"))
        expect(self.tab.locator(".pages [aria-current=page]")).to_contain_text("2")


@pytest.fixture
def listed(open_tab, site):
    """The list, used in one of the ways."""
    return lambda way, **more: FindingsList(open_tab(**WAYS[way].options, **more), site, WAYS[way])


def _in_order(titles: list[str]) -> bool:
    letters = [re.sub(r"[\W_]+", " ", title).strip().casefold() for title in titles]
    return letters == sorted(letters)


@pytest.mark.parametrize("way", WAYS)
def test_filter_refine_remove_sort_page_back_share(listed, open_tab, way):
    found = listed(way)
    everything = found.total
    found.filter("category", "practices")
    practices = found.total
    found.filter("region", "bc")
    assert 20 < found.total <= practices < everything
    found.remove("British Columbia")
    assert found.total == practices and found.query == {"category": ["practices"]}
    found.sort("Title, A to Z", "title")
    assert _in_order(found.titles) and found.total == practices
    first = found.titles
    found.next_page()
    assert found.query == {"category": ["practices"], "sort": ["title"], "page": ["2"]}
    assert _in_order([*first, *found.titles])
    found.tab.go_back()
    expect(found.tab.locator(".cards .card h3").first).to_have_text(first[0])
    _is_the_same_for_somebody_else(found, open_tab())


def _is_the_same_for_somebody_else(found: FindingsList, other: Page) -> None:
    other.goto(found.tab.url)
    assert other.locator(".cards .card h3").all_inner_texts() == found.titles
    expect(other.locator(".chips")).to_contain_text("Practices")
    expect(other.locator('.filters input[value="practices"]')).to_be_checked()


def test_back_takes_away_one_step_after_the_other(listed):
    found = listed("with script")
    totals = [found.total]
    for name, value in (("category", "practices"), ("region", "bc")):
        found.filter(name, value)
        totals.append(found.total)
    for total in reversed(totals[:-1]):
        found.tab.go_back()
        expect(found.tab.locator("#found")).to_have_text(re.compile(rf"^\s*{total}\b"))
    assert found.query == {}


def test_words_and_filters_narrow_together(listed):
    found = listed("with script")
    found.tab.locator("#within").fill("peer")
    found.tab.locator("#within").press("Enter")
    expect(found.tab).to_have_url(re.compile("q=peer"))
    expect(found.tab.locator(".chips")).to_contain_text("peer")
    with_words = found.total
    found.filter("category", "practices")
    assert found.total <= with_words and found.query == {"q": ["peer"], "category": ["practices"]}


# Files

READERS = {
    "csv": lambda path: list(csv.DictReader(path.open(encoding="utf-8-sig", newline=""))),
    "xlsx": lambda path: list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)),
    "ris": lambda path: rispy.loads(path.read_text(encoding="utf-8")),
    "bibtex": lambda path: bibtexparser.parse_string(path.read_text(encoding="utf-8")).entries,
    "csl-json": lambda path: json.loads(path.read_text(encoding="utf-8")),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_filtered_list_comes_as_a_file_in_each_format(listed, way, tmp_path):
    found = listed(way)
    found.filter("population", "peer-workers")
    found.press(found.tab.locator("details.export > summary"))
    for name, read in READERS.items():
        with found.tab.expect_download() as waiting:
            found.press(found.tab.locator(f'details.export a[href*="/export/{name}/"]'))
        path = Path(tmp_path, waiting.value.suggested_filename)
        waiting.value.save_as(path)
        assert len(read(path)) == found.total, name


# Nothing stands in anybody's way

STATES = {
    "filtered": "/resources/?category=practices&region=bc",
    "sorted, second page": "/resources/?category=practices&sort=title&page=2",
    "nothing found": "/resources/?category=practices&q=zzzzqqq",
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_no_state_has_barriers(site, open_tab, state, look):
    tab = open_tab(bypass_csp=True, reduced_motion="reduce", **LOOKS[look])
    tab.goto(site.url + STATES[state])
    assert complaints(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_script_has_changed_has_no_barriers(site, open_tab, look):
    tab = open_tab(bypass_csp=True, reduced_motion="reduce", **LOOKS[look])
    tab.goto(f"{site.url}/resources/")
    summary = tab.locator(".filters > details > summary")
    if summary.is_visible():
        summary.click()
    tab.locator('.filters input[value="practices"]').check()
    expect(tab.locator(".chips")).to_contain_text("Practices")
    tab.locator("details.export > summary").click()
    # What lies below the bar of help where the window happens to stand is no fault of it.
    tab.evaluate("scrollTo(0, 0)")
    assert complaints(tab) == []
