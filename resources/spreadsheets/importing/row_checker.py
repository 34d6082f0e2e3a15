"""What each row of an import would do, in plain words. Nothing is written."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Self

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.admin.imported_pages import fingerprint, newest, why_not_edit
from core.text.quotation_marks import quoted
from core.text.sentences import one_stop
from core.visibility import outside_bin
from resources.duplicates.duplicate_index import DuplicateIndex, Match
from resources.models import ImportBatch, ImportRow, ResourceIndexPage, ResourcePage
from resources.spreadsheets.cell_text import line
from resources.spreadsheets.columns import cells_of, column_named
from resources.spreadsheets.columns.stream_columns import addresses_of
from resources.spreadsheets.importing.lacking import lacks_of, lacks_of_new
from resources.spreadsheets.importing.row_mapping import (
    Names,
    RowResult,
    in_order,
    settled,
    take,
)
from resources.spreadsheets.sheet_line import Cell
from users.models import AnyUser

Outcome = ImportRow.Outcome
# Of several resources that may be the same, as many are compared.
COMPARED = 5
# As much of a text is kept to show what changes.
SHOWN = 4_000
LONGEST_TITLE = 255


class Checker:
    """Knows the database as it is now, and the rows of the file that it has seen."""

    def __init__(self, batch: ImportBatch, user: AnyUser | None, known: DuplicateIndex | None = None) -> None:
        self.index: ResourceIndexPage = batch.index
        self.mapping: list[str] = batch.mapping
        self.user = user
        # Whoever may not add terms cannot have them added by a sheet.
        may_create = user is None or user.has_perm("core.add_term")
        self.names = Names(batch.unknown_terms, batch.creates_terms and may_create)
        self.columns = in_order([one for name in self.mapping if name and (one := column_named(name))])
        self.known = known or DuplicateIndex.load()
        self.blank = cells_of(self.new_page(), self.columns)
        self.rows_by_page: dict[int, str] = {}
        # Of rows in other sheets than the first: how they are named.
        self.places: dict[int, str] = {}

    @classmethod
    def of(cls, batch: ImportBatch) -> Self:
        """As the worker goes on: with what it knew of the rows that were looked at before."""
        checker = cls(batch, batch.made_by)
        for row in batch.rows.exclude(outcome="").iterator():
            checker._remember(row)
        return checker

    def check(self, rows: Iterable[ImportRow]) -> None:
        """Say of each row, none of them seen yet, what it would do."""
        rows = list(rows)
        candidates = self._candidates(rows)
        for row in rows:
            values = self.values_of(row)
            row.title = line(_text(values, "title"))[:LONGEST_TITLE]
            self._check(row, values, candidates)
            self._remember(row)

    def values_of(self, row: ImportRow) -> dict[str, Cell]:
        pairs = zip(self.mapping, row.cells, strict=False)
        return settled({name: cell for name, cell in pairs if name})

    def _remember(self, row: ImportRow) -> None:
        if row.place:
            self.places[row.number] = row.place
        if row.outcome == Outcome.NEW:
            values = self.values_of(row)
            page = ResourcePage(title=row.title, locale=self.index.locale)
            self._take(page, {name: cell for name, cell in values.items() if name in {"url", "doi"}})
            self.known.add(-row.number, row.title, page.doi, addresses_of(page))
        elif row.page_id and row.outcome in {Outcome.CHANGED, Outcome.UNCHANGED}:
            self.rows_by_page.setdefault(row.page_id, row.shown_place)

    def _take(self, page: ResourcePage, values: dict[str, Cell]) -> RowResult:
        return take(page, values, [one for one in self.columns if one.name in values], self.names)

    def take_new(self, page: ResourcePage, values: dict[str, Cell]) -> RowResult:
        """The values of a row on a page that says nothing yet."""
        return take(page, values, self.columns, self.names, before=self.blank)

    def _check(self, row: ImportRow, values: dict[str, Cell], candidates: dict[uuid.UUID, list[ResourcePage]]) -> None:
        asked = line(_text(values, "id"))
        if asked:
            page, problem = self._page_of(asked, _text(values, "revision"), candidates)
            if page is None:
                row.outcome, row.reason = Outcome.ERROR, problem
            else:
                self._check_known(row, values, page)
            return
        new = self.new_page()
        taken = self.take_new(new, values)
        if not row.title:
            taken.problems.insert(0, _("There is no title."))
        if taken.problems:
            row.outcome, row.reason = Outcome.ERROR, " ".join(taken.problems)
        elif row.is_taken or not self._is_there(row, values):
            row.outcome = Outcome.NEW
            row.lacks = lacks_of_new(new, taken, self.index)
        row.doubts = taken.doubts if row.outcome != Outcome.UNCHANGED else []

    def new_page(self) -> ResourcePage:
        return ResourcePage(locale=self.index.locale, live=False, owner=self.user)

    # Rows about a page that is named

    def _candidates(self, rows: list[ImportRow]) -> dict[uuid.UUID, list[ResourcePage]]:
        asked = (_uuid(line(_text(self.values_of(row), "id"))) for row in rows)
        found: dict[uuid.UUID, list[ResourcePage]] = {}
        pages = outside_bin(ResourcePage.objects.filter(identifier__in={key for key in asked if key}))
        for page in pages.select_related("latest_revision", "live_revision", "locale").prefetch_related("page_terms"):
            found.setdefault(page.identifier, []).append(page)
        return found

    def _page_of(
        self, asked: str, version: str, candidates: dict[uuid.UUID, list[ResourcePage]]
    ) -> tuple[ResourcePage | None, str]:
        """The page of this identifier: of the languages that share it, the one whose version is named, else ours."""
        key = _uuid(asked)
        if key is None:
            return None, _("“%(text)s” is not a permanent identifier. Leave the cell empty for a new resource.") % {
                "text": asked[:60]
            }
        found = candidates.get(key, [])
        if not found:
            return None, _("No resource has this permanent identifier. Leave the cell empty to make a new one.")
        wanted = _number(version)
        pages = [one for one in found if wanted and one.revisions.filter(pk=wanted).exists()] if len(found) > 1 else []
        own = [one for one in found if one.locale_id == self.index.locale_id]
        return [*pages, *own, *found][0], ""

    def _check_known(self, row: ImportRow, values: dict[str, Cell], page: ResourcePage) -> None:
        row.page, row.revision_before = page, page.latest_revision
        if page.pk in self.rows_by_page:
            row.outcome = Outcome.ERROR
            row.reason = _("Row %(number)s is about the same resource.") % {"number": self.rows_by_page[page.pk]}
            return
        current = newest(page)
        row.checked_state = fingerprint(current)
        taken = self._take(current, values)
        if not taken.changes and not taken.problems:
            row.outcome = Outcome.UNCHANGED
            return
        problem = self._why_not(page, values, taken)
        if problem == "":
            row.outcome, row.reason = Outcome.CHANGED, ", ".join(change.column for change in taken.changes)
            row.doubts = taken.doubts
            row.lacks = lacks_of(current, taken)
            row.changes = [
                {"column": one.column, "before": one.before[:SHOWN], "after": one.after[:SHOWN]}
                for one in taken.changes
            ]
        else:
            row.outcome, row.reason = (Outcome.ERROR, problem) if problem else (Outcome.UNCHANGED, "")

    def _why_not(self, page: ResourcePage, values: dict[str, Cell], taken: RowResult) -> str | None:
        """Why the changes cannot be made; empty when they can, None when the row changes nothing after all."""
        version = line(_text(values, "revision"))
        if version and _number(version) != page.latest_revision_id:
            exported = page.revisions.filter(pk=_number(version)).first() if _number(version) else None
            if exported and not any(self._take(exported.as_object(), values)):
                return None
            return _conflict(version, page)
        return " ".join(taken.problems) or why_not_edit(page, self.user)

    # Rows that may be there already

    def _is_there(self, row: ImportRow, values: dict[str, Cell]) -> bool:
        page = self.new_page()
        self._take(page, {name: cell for name, cell in values.items() if name in {"title", "url", "doi"}})
        matches = self.known.same_as(page.doi, addresses_of(page), row.title)
        if not matches:
            return False
        for match in matches[:COMPARED]:
            if match.page_pk > 0 and (known := self._equal(match.page_pk, values)):
                row.outcome, row.page = Outcome.UNCHANGED, known
                return True
        row.outcome, row.reason = Outcome.DUPLICATE, in_words(matches[0], self.places)
        row.page = ResourcePage.objects.filter(pk=matches[0].page_pk).first()
        return True

    def _equal(self, pk: int, values: dict[str, Cell]) -> ResourcePage | None:
        """The page, if it says what the row says: the row was imported before."""
        page = ResourcePage.objects.select_related("latest_revision").filter(pk=pk).first()
        return page if page and not any(self._take(newest(page), values)) else None


def in_words(match: Match, places: Mapping[int, str]) -> str:
    """Why a row counts as a duplicate. `places` names the rows of further sheets."""
    number = -match.page_pk
    other = _("row %(number)s") % {"number": places.get(number, number)} if match.page_pk < 0 else quoted(match.title)
    words = {
        "doi": _("Same DOI as %(other)s."),
        "address": _("Same address as %(other)s."),
        "title": _("Nearly the same title as %(other)s."),
    }
    return one_stop(words[match.why] % {"other": other})


def _conflict(version: str, page: Page) -> str:
    return _(
        "Conflict: the page was changed after version %(exported)s was exported; the newest is %(newest)s. "
        "Export it again, and change that."
    ) % {"exported": version[:20], "newest": page.latest_revision_id or "–"}


def _text(values: dict[str, Cell], name: str) -> str:
    cell = values.get(name, "")
    return cell if isinstance(cell, str) else ""


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    text = line(text).removesuffix(".0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
