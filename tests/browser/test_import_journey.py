"""A workbook with all that goes wrong, from the file to the visitor, out as a sheet and in again."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.test_accessibility import complaints
from tests.resources.spreadsheets import hard_workbook as hard

pytestmark = pytest.mark.browser
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
# What the editor says of the terms that no vocabulary has.
DECIDED = {"Vernonn": "Vernon", "Practises": "Practices", "Sled drivers": "Make it a new term"}


def _press(target: Locator, key: str = "Enter") -> None:
    """By keyboard alone."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press(key)


def _has_no_barriers(tab: Page, part: str) -> None:
    """Nothing that axe finds in our part, and nothing that a phone would have to be pushed aside for."""
    assert complaints(tab, part) == []
    size = tab.viewport_size
    tab.set_viewport_size({"width": 360, "height": 740})
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert complaints(tab, part) == []
    tab.set_viewport_size(size)
    assert wide <= 0


class Imports:
    """Reports, Import, at the desk of an editor."""

    part = "#main .import-first ~ *"

    def __init__(self, desk: Desk) -> None:
        self.desk, self.tab = desk, desk.tab

    def read(self, path: Path) -> None:
        """The file, and how its columns are read."""
        self.tab.goto(f"{self.desk.base}/admin/imports/")
        self.tab.locator("input[type=file]").set_input_files(path)
        _press(self.tab.get_by_role("button", name="Read the file"))
        expect(self.tab.get_by_role("columnheader", name="Read as")).to_be_visible()

    def look(self) -> dict[str, int]:
        """The dry run; how many rows do what."""
        _press(self.tab.get_by_role("button", name="See what would happen"))
        return self.counts()

    def counts(self) -> dict[str, int]:
        expect(self.tab.locator("nav.map-tabs")).to_be_visible()
        texts = self.tab.locator("nav.map-tabs a").all_inner_texts()
        found = (re.fullmatch(r"\s*([\w ]+) \((\d+)\)\s*", text) for text in texts)
        # Rows with a question are among the others.
        return {match[1].lower(): int(match[2]) for match in found if match[1] not in {"All", "To be looked at"}}

    def rows(self, outcome: str = "") -> list[tuple[int, str, str, str]]:
        """All rows of the table, from all its pages."""
        address = self.tab.url.partition("?")[0].partition("#")[0]
        found: list[tuple[int, str, str, str]] = []
        for page in range(1, 20):
            self.tab.goto(f"{address}?outcome={outcome}&p={page}")
            here = self.tab.locator(".import-rows tbody tr").evaluate_all(
                "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim().replace(/\\s+/g, ' ')))"
            )
            if found and int(here[-1][0]) == found[-1][0]:
                break
            found += [(int(number), *cells) for number, *cells in here]
        self.tab.goto(address)
        return found

    def decide(self, answers: dict[str, str]) -> None:
        for name, answer in answers.items():
            self.tab.locator(".import-terms").get_by_role("combobox", name=name, exact=True).select_option(label=answer)
        with self.tab.expect_event("domcontentloaded"):
            _press(self.tab.get_by_role("button", name="Check again with these"))

    def apply(self) -> None:
        _press(self.tab.get_by_role("button", name=re.compile("^Apply")))
        self.wait_for("Drafts made")

    def wait_for(self, words: str) -> None:
        expect(self.tab.locator("#main")).to_contain_text(words, timeout=120_000)


def _ask(site, code: str):
    """What the database says: the last line that the code prints, as JSON."""
    code = f"import json; from resources.models import *; from core.models import *; print(json.dumps({code}))"
    return json.loads(site.manage("shell", "-v0", "-c", code).strip().splitlines()[-1])


def _letters(site, file: str) -> Counter:
    """How many letters about a file went to whom."""
    code = f"list(OutgoingMail.objects.filter(text__contains='{file}').values_list('recipient', flat=True))"
    return Counter(_ask(site, code))


# The steps


def _upload(imports: Imports, path: Path) -> None:
    imports.read(path)
    tab = imports.tab
    _has_no_barriers(tab, "#main form")
    chosen = {name: tab.get_by_role("combobox", name=name, exact=True).input_value() for name in hard.HEADINGS.values()}
    assert list(chosen.values()) == ["title", "summary", "", "", "findings: For the prescriber"]
    tab.get_by_role("combobox", name="Lieu", exact=True).select_option("region")


def _dry_run(imports: Imports) -> None:
    expected = dict(hard.numbered())
    assert imports.look() == Counter(one.outcome for one in expected.values())
    _has_no_barriers(imports.tab, "#main .import-scroll")
    rows = {number: cells for number, *cells in imports.rows()}
    assert rows.keys() == expected.keys()
    for number, one in expected.items():
        outcome, title, why = rows[number]
        assert (outcome, title) == (one.outcome, one.title or "–"), number
        assert one.reason in why and bool(why) == (outcome != "new" or bool(one.reason)), (number, why)


def _decide_terms(imports: Imports) -> None:
    _has_no_barriers(imports.tab, ".import-terms")
    imports.decide(DECIDED)
    assert imports.counts() == Counter(one.final for __, one in hard.numbered())
    assert [row[0] for row in imports.rows("error")] == [n for n, one in hard.numbered() if one.final == "error"]


def _apply_and_send(imports: Imports, count: int) -> None:
    imports.apply()
    assert imports.counts()["new"] == count
    tab = imports.tab
    _has_no_barriers(tab, ".import-actions")
    _press(tab.get_by_role("link", name="Send for review"))
    expect(tab.get_by_role("button", name="Send them for review")).to_be_visible()
    _has_no_barriers(tab, "#main form")
    _press(tab.get_by_role("button", name="Send them for review"))
    expect(tab.locator(".messages")).to_contain_text("on its way to the moderators")


class Review:
    """The table of an import at the desk of a moderator."""

    def __init__(self, desk: Desk, file: str) -> None:
        self.tab = desk.tab
        self.tab.goto(f"{desk.base}/admin/")
        waiting = self.tab.locator("[id*=waiting-for-you]")
        expect(waiting.get_by_role("link", name=file)).to_have_count(1)
        self.line = waiting.locator("tr", has_text=file).inner_text()
        _press(waiting.get_by_role("link", name=file))
        expect(self.tab.locator(".review__rows")).to_be_visible()

    def tabs(self) -> dict[str, int]:
        expect(self.tab.locator(".review__tabs")).to_be_visible()
        texts = self.tab.locator(".review__tabs a").all_inner_texts()
        return {text.rsplit(None, 1)[0]: int(text.rsplit(None, 1)[1]) for text in texts}

    def check(self, title: str) -> None:
        _press(self.tab.get_by_role("checkbox", name=title, exact=True), "Space")

    def decide(self, button: str, answer: str, comment: str = "") -> None:
        self.tab.get_by_label("A note with it").fill(comment)
        _press(self.tab.get_by_role("button", name=button, exact=True))
        expect(self.tab.locator(".messages, [role=alert]").filter(has_text=answer)).to_be_visible()

    def approve_all(self) -> None:
        _press(self.tab.get_by_label(re.compile("of this list that wait for you")), "Space")
        self.decide("Approve", "rows are being done")
        # The page reads itself anew when the worker is done: an empty document has no line of progress either.
        done = self.tab.locator(".review:not(:has([data-progress])) .review__tabs")
        expect(done).to_be_visible(timeout=180_000)


def _review(review: Review, titles: list[str]) -> None:
    _has_no_barriers(review.tab, ".review")
    review.check(titles[0])
    review.decide("Pull out", "1 row is done")
    review.check(titles[1])
    review.decide("Send back", "Say what should change")
    expect(review.tab.get_by_role("checkbox", name=titles[1], exact=True)).to_be_checked()
    review.decide("Send back", "1 row is done", "Please name the town.")
    review.approve_all()


# The visitor, and the sheet that comes out and in again


def _as_files(tab: Page, folder: Path) -> dict[str, Path]:
    """The filtered list as the visitor takes it away."""
    tab.locator("details.export > summary").click()
    found = {}
    for name in ("xlsx", "csv"):
        with tab.expect_download() as waiting:
            tab.locator(f'details.export a[href*="/export/{name}/"]').click()
        found[name] = folder / f"out.{name}"
        waiting.value.save_as(found[name])
    return found


def _in_list(site, tab: Page) -> int:
    """How many resources from the region are in the list."""
    tab.goto(f"{site.url}/resources/?region=vernon")
    return int(re.search(r"\d+", tab.locator("#found").inner_text())[0])


def _visit(site, tab: Page, folder: Path, count: int) -> Path:
    """What was approved is in the list, counted and found. The list as a workbook."""
    tab.goto(f"{site.url}/search/?q=%22Ask+again+in+a+week%22")
    expect(tab.locator("main")).to_contain_text("Harbour notes 103")
    assert _in_list(site, tab) == count
    files = _as_files(tab, folder)
    cells = [cell for row in openpyxl.load_workbook(files["xlsx"]).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    with files["csv"].open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []
    assert len(rows) == count + 1
    return files["xlsx"]


def _edited(path: Path, name: str, changes: dict[tuple[str, str], object]) -> Path:
    """The exported workbook with other words in these cells, given by the beginning of the title and the column."""
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        for (title, column), value in changes.items():
            if row[headings.index("title")].value.startswith(title):
                row[headings.index(column)].value = value
    book.save(path.with_name(name))
    return path.with_name(name)


def _counts_of(imports: Imports, path: Path) -> dict[str, int]:
    imports.read(path)
    return imports.look()


def _change_two(imports: Imports, path: Path, count: int) -> None:
    """Two cells changed are two rows changed; the same again changes nothing; what is older is a conflict."""
    group = "findings: For the prescriber"
    two = {("Harbour notes 103:", group): "Start low.\nGo slowly.", ("Harbour notes 104:", "year"): 1999}
    second = _edited(path, "second.xlsx", two)
    assert _counts_of(imports, second) == {"changed": 2, "unchanged": count - 2}
    assert {why.split(maxsplit=1)[0] for *__, why in imports.rows("changed")} == {"findings:", "year"}
    imports.apply()
    address = imports.tab.url
    assert _counts_of(imports, second) == {"unchanged": count}
    expect(imports.tab.locator("#main")).to_contain_text("There is nothing to apply")
    third = _edited(path, "third.xlsx", {("Harbour notes 104:", "year"): 1998})
    assert _counts_of(imports, third) == {"error": 1, "unchanged": count - 1}
    assert imports.rows("error")[0][3].startswith("Conflict: the page was changed after version")
    _undo(imports, address)
    assert _counts_of(imports, second) == {"changed": 2, "unchanged": count - 2}


def _undo(imports: Imports, address: str) -> None:
    imports.tab.goto(address)
    _press(imports.tab.get_by_role("button", name="Undo the import"))
    imports.wait_for("Undone by")


def test_a_hard_workbook_from_the_file_to_the_visitor_and_back(site, desk_of, open_tab, tmp_path):
    before = _in_list(site, visitor := open_tab())
    imports = Imports(desk_of("editor"))
    _upload(imports, hard.write(tmp_path / "hard.xlsx"))
    _dry_run(imports)
    _decide_terms(imports)
    new = [one for __, one in hard.numbered() if one.final == "new"]
    _apply_and_send(imports, len(new))
    imports.wait_for("In review")
    review = Review(desk_of("moderator"), "hard.xlsx")
    assert f"Import, {len(new)} rows" in review.line
    _review(review, [one.title for one in new[:2]])
    assert review.tabs() == {"Approved": len(new) - 2, "Sent back": 1, "Pulled out": 1, "All": len(new)}
    mails = _letters(site, "hard.xlsx")
    assert mails == {"moderator@lantern.example": 1, "moderation@lantern.example": 1, "editor@lantern.example": 1}
    count = before + sum("Vernon" in (one.values["region"] or "") for one in new[2:])
    path = _visit(site, visitor, tmp_path, count)
    _change_two(imports, path, count)
