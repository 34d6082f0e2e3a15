"""What comes out of the printer: as many sheets as needed, none nearly empty, nothing over something else."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# The address, and the most sheets it may take (Letter).
SHEETS = {
    "home": ("/", 5),
    "event": ("/events/coming-home-part-four/", 5),
    "event of several days": ("/events/gathering-on-complex-care/", 7),
    "summary": ("/webinars/agenda-building/naming-the-whole-person/", 5),
    "summary in brief": ("/webinars/agenda-building/naming-the-whole-person/brief/", 2),
    "resource": ("/resources/warm-handovers-and-return-visits/", 4),
    "list of resources": ("/resources/", 4),
    "list of events": ("/events/", 5),
    "gap map": ("/resources/gap-map/", 4),
    "organisation": ("/organisations/lantern-network/", 3),
    "term": ("/terms/region/northern-health/", 5),
    "help": ("/help/", 2),
}
# The part of a sheet of Letter between its margins, in CSS pixels.
WIDTH = 695
OVERLAPS = """() => {
  const found = [], lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, of = text.parentElement;
    const unseen = of.closest("svg, select, noscript, caption, .visually-hidden");
    if (!text.data.trim() || unseen || !of.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width > 2 && box.height > 2) lines.push({ box, words: text.data });
    }
  }
  for (const [index, one] of lines.entries()) for (const other of lines.slice(index + 1)) {
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    const low = Math.min(one.box.height, other.box.height);
    if (wide > 3 && high > low / 2) found.push(`${one.words.trim()} / ${other.words.trim()}`);
  }
  return found;
}"""


def sheets(tab: Page) -> list[str]:
    """The words of each sheet."""
    read = pypdf.PdfReader(io.BytesIO(tab.pdf(format="Letter")))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in read.pages]


@pytest.mark.parametrize("kind", SHEETS)
def test_a_page_is_printed_well(site, open_tab, kind):
    address, most = SHEETS[kind]
    tab = open_tab()
    tab.goto(site.url + address)
    tab.wait_for_load_state("networkidle")
    printed = sheets(tab)
    assert len(printed) <= most
    assert len(printed[-1]) > 80
    assert "9-8-8" in printed[0]
    assert f"{site.url}{address} · Printed on " in printed[0]
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": WIDTH, "height": 900})
    assert tab.evaluate(OVERLAPS) == []


def test_what_was_kept_and_what_is_compared_are_printed_well(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}/resources/")
    for button in tab.locator("[data-listing] [data-keep]").all()[:3]:
        button.click()
    for place, most in (("reading-list", 3), ("compare", 4)):
        tab.goto(f"{site.url}/resources/{place}/")
        tab.wait_for_load_state("networkidle")
        if place == "reading-list":
            chosen = tab.url.partition("?")[2]
        else:
            tab.goto(f"{site.url}/resources/compare/?{chosen}")
        printed = sheets(tab)
        assert len(printed) <= most, place
        assert len(printed[-1]) > 80, place
        tab.emulate_media(media="print")
        assert tab.evaluate(OVERLAPS) == [], place
        tab.emulate_media(media="null")


def test_words_over_words_would_be_found(site, open_tab):
    """So that the silence above means something."""
    tab = open_tab(bypass_csp=True)
    tab.goto(f"{site.url}/help/")
    tab.add_style_tag(content="h1 { margin-bottom: -3rem; }")
    tab.emulate_media(media="print")
    assert tab.evaluate(OVERLAPS) != []
