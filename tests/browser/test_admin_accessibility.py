"""axe finds nothing to complain about on the screens of the admin: WCAG 2.2 AA and best practice, all tabs open."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk
from tests.browser.test_accessibility import RULES, complaints

pytestmark = pytest.mark.browser
STRICT = {**RULES, "runOnly": {"type": "tag", "values": [*RULES["runOnly"]["values"], "best-practice"]}}
# Wagtail's own design, and why it may stay: the rule and the place.
LEFT = {
    # The number of what was found is to be read out while one types, and for that it gives up being a heading.
    ("aria-allowed-role", 'h2[role="alert"]'),
    # The header has a name, which is not shown.
    ("empty-table-header", 'th[aria-label="Action"]'),
    # A panel is named by what it is: two texts one after the other are both called "Text".
    ("landmark-unique", "-section']"),
}
SNIPPETS = [
    "core/term",
    "core/glossaryentry",
    "core/preferredword",
    "core/termmap",
    "networks/person",
    "networks/organisation",
    "networks/committee",
    "search/promotion",
    "search/synonymgroup",
]
LISTS = [
    *("", "pages/", "pages/search/?q=peer", "event_list/", "webinar_list/", "resource_list/", "network_list/"),
    *("images/", "documents/", "users/", "groups/", "redirects/", "collections/", "workflows/list/"),
    *("workflows/tasks/index/", "locales/", "sites/", "outbox/", "background-work/", "gap-map/", "imports/"),
    *("care/", "monday/", "rights/", "checks/"),
    *("planning/calendar/", "planning/calendar/?view=list", "planning/schedule/"),
    "bundles/",
    "planning/calendar/subscription/",
    *("quality/", "quality/findings/", "quality/sections/"),
    "recycle/",
    *("guide/", "guide/administering/", "write/page/"),
    *(f"snippets/{name}/" for name in SNIPPETS),
]
REPORTS = [
    f"reports/{name}/"
    for name in (
        *("links", "documents", "pictures", "translations", "searches", "locked", "workflow", "workflow_tasks"),
        *("site-history", "aging-pages", "page-types-usage"),
    )
]
NEW = [
    *("images/add/", "documents/add/", "documents/multiple/add/", "users/new/", "groups/new/", "redirects/add/"),
    *("redirects/import/", "collections/add/", "workflows/add/", "workflows/tasks/add/wagtailcore/groupapprovaltask/"),
    *(f"snippets/{name}/add/" for name in SNIPPETS),
]
# The list, and how the address of a row's form begins.
ROWS = {
    "event_list/": "pages/",
    "webinar_list/": "pages/",
    "resource_list/": "pages/",
    "network_list/": "pages/",
    "images/": r"images/\d",
    "documents/": "documents/edit/",
    "users/": "users/edit/",
    "groups/": "groups/edit/",
    "workflows/list/": "workflows/edit/",
    "locales/": "locales/edit/",
    "sites/": "sites/edit/",
    "outbox/": "outbox/inspect/",
    "quality/sections/": "quality/sections/",
    "snippets/core/term/": "snippets/core/term/edit/",
    "snippets/networks/person/": "snippets/networks/person/edit/",
    "snippets/networks/committee/": "snippets/networks/committee/edit/",
}
PAGE = [
    *("pages/{0}/history/", "pages/{0}/usage/", "pages/{0}/delete/", "pages/{0}/unpublish/", "pages/{0}/move/"),
    *("pages/{0}/copy/", "pages/{0}/workflow_history/", "pages/{0}/revisions/compare/earliest...latest/"),
    *("moderate/{0}/unpublish/", "moderate/{0}/move/", "moderate/{0}/privacy/", "recycle/send-again/{0}/"),
]
TERM = ["snippets/core/term/{}/{}/".format(what, "{0}") for what in ("delete", "merge", "usage", "history")]
UNFOLD = """() => {
  document.querySelectorAll("main :is([role=tabpanel], .w-panel__content)[hidden]").forEach(
    (part) => part.removeAttribute("hidden"));
  document.querySelectorAll("main details").forEach((part) => { part.open = true; });
}"""
# Messages of Wagtail appear after a tenth of a second, and fade in: their colours are not their own while they do.
APPEARING = 300
IS_STILL = """() => document.getAnimations().every(
  (one) => one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)"""
UNNAMED = ".Draftail-Editor [role='textbox']:not([aria-labelledby], [aria-label])"


class Walk:
    """Screens that somebody opened one after the other, and what axe said of each."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.tab = desk, desk.tab
        self.found: dict[str, list[str]] = {}

    def go(self, place: str) -> None:
        answer = self.tab.goto(f"{self.desk.base}/admin/{place}")
        assert answer.status == 200, place

    def look(self, name: str, part: str = "") -> None:
        """At what is shown, with all its tabs and folds open. Boxes for text are named in the frame after they came."""
        self.tab.locator(".sidebar a, .page404__bg").first.wait_for(state="attached")
        self.tab.evaluate(UNFOLD)
        expect(self.tab.locator(UNNAMED)).to_have_count(0)
        if self.tab.locator(".messages li").count():
            self.tab.wait_for_timeout(APPEARING)
        self.tab.wait_for_function(IS_STILL)
        said = [line for line in complaints(self.tab, part, STRICT) if not _is_left(line)]
        if said:
            self.found[name] = said

    def see(self, place: str) -> None:
        self.go(place)
        self.look(place)

    def number(self, listed: str, row: str) -> str:
        """Of the first row of a list."""
        self.go(listed)
        pattern = re.compile(rf"/admin/{row}\D*(\d+)" if not row.endswith(r"\d") else rf"/admin/{row[:-2]}(\d+)")
        addresses = self.tab.locator("main a[href]").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        return next(match[1] for address in addresses if (match := pattern.match(address)))


def _is_left(line: str) -> bool:
    return any(line.startswith(f"{rule}: ") and place in line for rule, place in LEFT)


@pytest.fixture
def walk_of(desk_of):
    """The walk of somebody with a demo account: walk_of("editor")."""
    return lambda name: Walk(desk_of(name))


def test_lists_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    for place in LISTS:
        walk.see(place)
    assert walk.found == {}


def test_reports_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    for place in REPORTS:
        walk.see(place)
    assert walk.found == {}


def test_forms_of_what_is_new_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    for place in NEW:
        walk.see(place)
    assert walk.found == {}


def test_forms_of_what_is_there_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    for listed, row in ROWS.items():
        number = walk.number(listed, row)
        address = f"pages/{number}/edit/" if row == "pages/" else row.replace(r"\d", "") + f"{number}/"
        walk.see(address)
    assert walk.found == {}


def test_what_is_done_with_pages_and_terms_has_no_barriers(walk_of):
    walk = walk_of("administrator")
    event, term = walk.number("event_list/", "pages/"), walk.number("snippets/core/term/", ROWS["snippets/core/term/"])
    for place in [*(one.format(event) for one in PAGE), *(one.format(term) for one in TERM)]:
        walk.see(place)
    assert walk.found == {}


def test_the_recycle_bin_has_no_barriers(walk_of):
    walk = walk_of("administrator")
    walk.go("pages/{}/delete/".format(walk.number("webinar_list/", "pages/")))
    walk.tab.get_by_role("button", name="Put it in the recycle bin").click()
    walk.tab.wait_for_url(lambda url: "/delete/" not in url)
    walk.see("recycle/")
    entry = walk.number("recycle/", "recycle/")
    for part in ("", "restore/", "for-good/"):
        walk.see(f"recycle/{entry}/{part}")
    walk.go(f"recycle/{entry}/restore/")
    walk.tab.get_by_role("button", name="Restore", exact=True).click()
    walk.tab.wait_for_url(lambda url: "/restore/" not in url)
    walk.see("recycle/")
    assert walk.found == {}


def test_bundles_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    walk.see("bundles/put/{}/".format(walk.number("webinar_list/", "pages/")))
    walk.tab.get_by_label("Name of the new bundle").fill("Spring")
    walk.tab.get_by_role("button", name="Put in the bundle").click()
    walk.tab.wait_for_url(lambda url: "/put/" not in url)
    bundle = walk.number("bundles/", "bundles/")
    for part in ("", "preview/"):
        walk.see(f"bundles/{bundle}/{part}")
    assert walk.found == {}


def test_working_copies_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    page = walk.number("webinar_list/", "pages/")
    walk.see(f"working-copies/{page}/make/")
    walk.tab.get_by_role("button", name="Make a working copy").click()
    walk.tab.wait_for_url(lambda url: "/edit/" in url)
    walk.look("the form of a working copy")
    copy = re.search(r"/pages/(\d+)/edit/", walk.tab.url)[1]
    walk.see(f"working-copies/{copy}/bring/")
    walk.see(f"pages/{page}/edit/")
    assert walk.found == {}


def test_the_settings_of_the_site_have_no_barriers(walk_of):
    walk = walk_of("administrator")
    walk.go("")
    places = walk.tab.evaluate(
        "JSON.stringify(JSON.parse(document.querySelector('#wagtail-sidebar-props').textContent))"
    )
    for place in sorted(set(re.findall(r"/admin/(settings/[^\"]+)", places))):
        walk.see(place)
    walk.see("account/")
    walk.see("test404/")
    assert walk.found == {}


def test_blocks_of_every_kind_have_no_barriers(walk_of):
    walk = walk_of("editor")
    walk.go("pages/3/add_subpage/")
    tab = walk.tab
    walk.desk.named("body-count").locator("xpath=..").locator("button.c-sf-add-button").last.click()
    kinds = [text.strip() for text in tab.get_by_role("listbox").get_by_role("option").all_inner_texts()]
    tab.keyboard.press("Escape")
    assert len(kinds) >= 10
    for kind in kinds:
        walk.desk.add("body", kind)
    walk.look("a page with blocks of every kind")
    assert walk.found == {}


def test_an_entry_in_each_list_of_an_event_has_no_barriers(walk_of):
    walk = walk_of("editor")
    walk.go("event_list/")
    walk.tab.locator("header").get_by_role("link", name="Add event", exact=True).click()
    walk.tab.locator("[name=title]").wait_for()
    walk.tab.evaluate(UNFOLD)
    for name in ("agenda", "sessions", "organisations", "people", "recordings", "downloads", "photos", "questions"):
        prefix = walk.desk.add(name)
        if name == "agenda":
            walk.desk.add(f"{prefix}-people")
    walk.look("an event with an entry in each list")
    assert walk.found == {}


def _open(walk: Walk, button: Locator) -> None:
    button.click()
    expect(walk.tab.locator(".modal-body")).to_be_visible()


def test_windows_of_the_form_have_no_barriers(walk_of):
    walk = walk_of("editor")
    walk.go(f"pages/{walk.number('event_list/', 'pages/')}/edit/")
    tab = walk.tab
    tab.evaluate(UNFOLD)
    for words in ("Choose an image", "Choose a person", "Choose a page", "Choose an organisation"):
        button = tab.get_by_role("button", name=words)
        if not button.count():
            continue
        _open(walk, button.first)
        walk.look(words, ".modal")
        tab.keyboard.press("Escape")
        expect(tab.locator(".modal-body")).to_have_count(0)
    assert walk.found == {}


def test_review_has_no_barriers(walk_of):
    walk = walk_of("moderator")
    walk.see("")
    waiting = (
        walk.tab.locator("[id*=waiting]")
        .get_by_role("link")
        .evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    )
    reviews = [address.removeprefix("/admin/") for address in waiting if "/review/" in address]
    assert reviews
    for place in reviews[:3]:
        walk.see(place)
    assert walk.found == {}


def test_the_desk_of_a_translator_has_no_barriers(walk_of):
    """In French, which is the language of this account."""
    walk = walk_of("translator")
    for place in ("", "reports/translations/", "pages/"):
        walk.see(place)
    page = walk.number("pages/3/", "pages/")
    walk.see(f"localize/submit/page/{page}/")
    walk.go("reports/translations/")
    editor = walk.tab.locator("main a[href*='/edit/']").first
    walk.tab.goto(walk.desk.base + editor.get_attribute("href"))
    walk.tab.locator(".js-translation-editor li, form[data-edit-form]").first.wait_for()
    walk.look("a translation")
    assert walk.found == {}


def test_boxes_for_tags_are_named_in_french(walk_of):
    walk = walk_of("translator")
    walk.see("images/add/")
    assert walk.found == {}


def test_an_import_has_no_barriers(walk_of, tmp_path):
    file = tmp_path / "two.csv"
    file.write_text(
        "Title,Summary,Region\nOne more,What it says.,Nowhere at all\n,Without a title.,\n", encoding="utf-8"
    )
    walk = walk_of("editor")
    walk.go("imports/")
    walk.tab.locator("input[type=file]").set_input_files(file)
    walk.tab.get_by_role("button", name="Read the file").click()
    expect(walk.tab.get_by_role("columnheader", name="Read as")).to_be_visible()
    walk.look("columns of an import")
    walk.tab.get_by_role("button", name="See what would happen").click()
    expect(walk.tab.locator("nav.map-tabs")).to_be_visible()
    walk.look("rows of an import")
    assert walk.found == {}
