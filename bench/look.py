"""Pictures of every kind of page, and where on it stands what people came for: `python -m bench.look URL [FOLDER]`.

URL is that of a running demo site. Prints each target with what was measured and whether it is met; then for every
page how heavy it is, whether it is wider than its window on a phone and at 400 %, which targets of the finger are
smaller than 24 px, and whether its headings leave out a level. With FOLDER also makes screenshots of pages and states
at three widths in light and dark, in forced colours, at 200 %, and on paper (PDF).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
PHONE, TABLET, DESK = 360, 768, 1280
HEIGHTS = {PHONE: 740, TABLET: 1024, DESK: 800}
RESOURCE = "/resources/warm-handovers-and-return-visits/"
EVENT = "/events/coming-home-part-four/"
SUMMARY = "/webinars/agenda-building/naming-the-whole-person/"
PAGES = {
    "home": "/",
    "events": "/events/",
    "event": EVENT,
    "event, several days": "/events/gathering-on-complex-care/",
    "event, cancelled": "/events/waiting-room-focus-group/",
    "event, past": "/events/listening-after-the-fire-webinar/",
    "webinars": "/webinars/",
    "series": "/webinars/agenda-building/",
    "summary": SUMMARY,
    "resources": "/resources/",
    "resources, none": "/resources/?q=zzzzqqq",
    "resources, narrowed": "/resources/?category=practices&topic=stigma",
    "resource": RESOURCE,
    "findings": "/resources/findings/",
    "gap map": "/resources/gap-map/",
    "reading list": "/resources/reading-list/",
    "network": "/network/",
    "network page": "/network/complex-care-network/",
    "people": "/people/",
    "person": "/people/kofi-brightwater/",
    "organisations": "/organisations/",
    "organisation": "/organisations/lantern-network/",
    "term": "/terms/region/northern-health/",
    "search": "/search/?q=peer",
    "search, none": "/search/?q=zzzzqqq",
    "help": "/help/",
    "compare": "/resources/compare/",
    "plain page": "/network/who-we-are/history/",
    "committees": "/network/who-we-are/governance/committees/",
    "search, empty": "/search/",
    "not found": "/there-is-nothing-here/",
    "sign-in": "/sign-in/",
    "French home": "/fr/",
    "French resources": "/fr/ressources/",
}


class Target(NamedTuple):
    """What is measured on a page at a width, as an expression of the browser in CSS pixels, and the most it may be."""

    name: str
    path: str
    width: int
    measured: str
    most: int


def _edge(selector: str, edge: str = "top") -> str:
    return f"Math.round(document.querySelector({selector!r}).getBoundingClientRect().{edge} + scrollY)"


# A title is never cut: what two lines of it cannot hold makes a card higher.
TITLE = 70
TALLEST = f"""Math.max(...[...document.querySelectorAll("[data-listing] .card")].filter(
  (one) => one.querySelector("h3, h4").textContent.trim().length <= {TITLE}).map((one) => one.offsetHeight))"""


def _height(selector: str) -> str:
    return f"Math.round(document.querySelector({selector!r}).getBoundingClientRect().height)"


THIRD_CARD = (
    "Math.round([...document.querySelectorAll('[data-listing] .card')][2].getBoundingClientRect().top + scrollY)"
)


def _third(path: str, width: int, most: int) -> Target:
    return Target("third card of a list", path, width, THIRD_CARD, most)


TARGETS = [
    Target("summary of a resource", RESOURCE, PHONE, _edge(".page-head .lead"), 700),
    Target("button of a resource", RESOURCE, PHONE, _edge(".sign-up .button", "bottom"), HEIGHTS[PHONE]),
    Target("button of a resource", RESOURCE, DESK, _edge(".sign-up .button", "bottom"), HEIGHTS[DESK]),
    Target("key findings", RESOURCE, DESK, _edge("#findings", "bottom"), HEIGHTS[DESK]),
    Target("button of an event", EVENT, PHONE, _edge(".sign-up .button"), 640),
    Target("button of an event", EVENT, DESK, _edge(".sign-up .button", "bottom"), HEIGHTS[DESK]),
    Target("outcomes of a session", SUMMARY, PHONE, _edge(".in-short li"), HEIGHTS[PHONE]),
    Target("outcomes of a session", SUMMARY, DESK, _edge(".in-short li"), HEIGHTS[DESK]),
    _third("/events/", DESK, HEIGHTS[DESK]),
    _third("/resources/", DESK, HEIGHTS[DESK]),
    _third("/resources/", PHONE, HEIGHTS[PHONE]),
    Target("tallest card", "/events/?sort=title", PHONE, TALLEST, 240),
    Target("tallest card", "/resources/", PHONE, TALLEST, 240),
    Target("tallest compact card", "/events/?sort=title", DESK, TALLEST, 150),
    Target("tallest compact card", "/resources/", DESK, TALLEST, 150),
    Target("bar of help", "/", PHONE, _height(".help-bar"), 46),
    Target("bar of help", "/fr/", PHONE, _height(".help-bar"), 46),
    Target("bar of help", "/", DESK, _height(".help-bar"), 46),
    Target("footer", "/", PHONE, _height(".site-footer"), 650),
    Target("footer", "/", DESK, _height(".site-footer"), 300),
]
# Kilobytes, compressed.
STYLES_AND_SCRIPTS, MARKUP, MARKUP_OF_LISTS, FONTS, ALL = 20, 12, 14, 70, 250
WEIGHT = """() => {
  const of = (...kinds) => performance.getEntriesByType("resource").filter((one) => kinds.includes(
    one.name.split("?")[0].split(".").pop())).reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024;
  const all = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024;
  const page = performance.getEntriesByType("navigation")[0].encodedBodySize / 1024;
  return { code: of("css", "js"), fonts: of("woff2"), page, all: all + page };
}"""
IS_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# WCAG 2.5.8: links in running text may be smaller, and what has so much room that a circle of 24 px hits it alone.
SMALL = """() => {
  const shown = [...document.querySelectorAll("a[href], button, input, select, summary")].filter((one) =>
    one.checkVisibility() && !one.closest(".visually-hidden, label, .skip") && one.type !== "hidden");
  const boxes = shown.map((one) => one.getBoundingClientRect());
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const isCrowded = (box) => boxes.some((other) => {
    const [x, y] = middle(box), near = other !== box && Math.hypot(
      Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom));
    return other !== box && near < 12;
  });
  const isInText = (one) => getComputedStyle(one).display === "inline" && [...one.parentElement.childNodes].some(
    (node) => node.nodeType === 3 && node.data.trim().length > 1);
  return shown.filter((one, index) => {
    const { width, height } = boxes[index];
    return width && height && Math.min(width, height) < 23.5 && !isInText(one) && isCrowded(boxes[index]);
  }).map((one) => (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 30) || one.name);
}"""
OUTLINE = """() => {
  const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].map((one) => +one.localName[1]);
  const first = levels.filter((level) => level === 1).length;
  const jumps = levels.filter((level, index) => index && level > levels[index - 1] + 1).length;
  const found = first === 1 ? [] : [`${first} headings of the first level`];
  return jumps ? [...found, `${jumps} levels left out`] : found;
}"""


def measured(browser: Browser, url: str, target: Target) -> int:
    """In a window of its own; in lists the compact view where the target asks for it."""
    context = browser.new_context(viewport={"width": target.width, "height": HEIGHTS[target.width]})
    try:
        tab = context.new_page()
        tab.goto(url + target.path)
        tab.wait_for_load_state("networkidle")
        if "compact" in target.name:
            tab.locator("[data-compact]").check()
        return int(tab.evaluate(target.measured))
    finally:
        context.close()


class Weighed(NamedTuple):
    """A page on a phone: kilobytes of its parts as they were sent, and what is more than it should be."""

    kilobytes: dict[str, float]
    too_much: list[str]


def weighed(browser: Browser, url: str, path: str) -> Weighed:
    """In a window of its own, with nothing kept."""
    context = browser.new_context(viewport={"width": PHONE, "height": HEIGHTS[PHONE]})
    try:
        tab = context.new_page()
        tab.goto(url + path)
        tab.wait_for_load_state("networkidle")
        found = {name: round(size, 1) for name, size in tab.evaluate(WEIGHT).items()}
        markup = MARKUP_OF_LISTS if tab.locator("[data-listing]").count() else MARKUP
        limits = {"code": STYLES_AND_SCRIPTS, "fonts": FONTS, "page": markup, "all": ALL}
        too_much = [f"{part} {found[part]} of {limit}" for part, limit in limits.items() if found[part] > limit]
        too_much += ["wider than the window"] if tab.evaluate(IS_WIDE) else []
        too_much += [f"smaller than 24 px: {words}" for words in tab.evaluate(SMALL)]
        too_much += tab.evaluate(OUTLINE)
        tab.set_viewport_size({"width": DESK // 4, "height": 400})
        too_much += ["wider than the window at 320 px, or 400 %"] if tab.evaluate(IS_WIDE) else []
        return Weighed(found, too_much)
    finally:
        context.close()


def _looks() -> Iterator[tuple[str, dict[str, object]]]:
    for width in (PHONE, TABLET, DESK):
        window = {"viewport": {"width": width, "height": HEIGHTS[width]}}
        yield f"{width}", window
        yield f"{width}-dark", window | {"color_scheme": "dark"}
    yield "forced", {"viewport": {"width": DESK, "height": 800}, "forced_colors": "active"}
    yield "200", {"viewport": {"width": DESK // 2, "height": 400}, "device_scale_factor": 2}


def make_pictures(browser: Browser, url: str, folder: Path) -> None:
    for look, options in _looks():
        context = browser.new_context(**options)
        tab = context.new_page()
        for name, path in PAGES.items():
            tab.goto(url + path)
            tab.wait_for_load_state("networkidle")
            file = re.sub(r"\W+", "-", name.lower())
            tab.screenshot(path=folder / f"{file}-{look}.png", full_page=True)
            if look == f"{DESK}":
                tab.pdf(path=folder / f"{file}-print.pdf", format="Letter")
        context.close()


def _say(*words: object) -> None:
    print(*words, flush=True)


def main() -> None:
    if not sys.argv[1:]:
        sys.exit(__doc__)
    url, missed = sys.argv[1].rstrip("/"), 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for target in TARGETS:
            found = measured(browser, url, target)
            missed += found > target.most
            mark = "  MISSED" if found > target.most else "  met"
            _say(f"{target.name:24} {target.path[:52]:52} {target.width:5} {found:6} of {target.most}{mark}")
        for name, path in PAGES.items():
            found = weighed(browser, url, path)
            missed += len(found.too_much)
            _say(
                f"{name:24} KB {found.kilobytes} {'MISSED: ' + ', '.join(found.too_much) if found.too_much else 'met'}"
            )
        if sys.argv[2:]:
            folder = Path(sys.argv[2])
            folder.mkdir(parents=True, exist_ok=True)
            make_pictures(browser, url, folder)
        browser.close()
    _say("All targets are met." if not missed else f"Missed: {missed}.")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
