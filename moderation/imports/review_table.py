"""A line of the table: what a moderator needs to decide about one row, and no more."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from core.going_live import labelled
from core.text.marked_changes import in_marks
from moderation.approval import last_editor, version_of, why_not_approve
from moderation.models import ReviewEntry
from resources.spreadsheets.columns import column_named, row_of
from resources.spreadsheets.columns.findings_column import FindingsColumn
from users.models import AnyUser

# What a new page is told by, in this order; the summary is cut.
FACTS = "type year authors publisher category population region language url doi summary".split()
FACT_LENGTH = 220
# What a document found is read whole: these, and the column of each group of findings.
WHOLE = ["key_findings"]
# A change longer than this is opened by a press.
SHORT = 300


TO_MEND = (ReviewEntry.State.REFUSED, ReviewEntry.State.SENT_BACK, ReviewEntry.State.PULLED_OUT)


@dataclass
class Change:
    label: str
    html: SafeString
    is_long: bool


@dataclass
class Fact:
    label: str
    text: str
    is_long: bool = False


@dataclass
class Line:
    """One row as it is shown. Without a page there is nothing but its title and what became of it."""

    entry: ReviewEntry
    is_mine: bool
    page: Page = None
    step: TaskState | None = None
    version: str = ""
    is_new: bool = True
    facts: list[Fact] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    changed_by: Any = None
    is_more: bool = False

    @property
    def title(self) -> str:
        return self.page.draft_title if self.page else self.entry.row.title

    @property
    def has_remarks(self) -> bool:
        return bool(self.entry.problem or self.obstacles or self.remarks)

    @property
    def what_became(self) -> str:
        """Of a row that waits no longer, where the word for its state does not say all."""
        if self.page is None:
            return _("The page was deleted.")
        if self.entry.state == ReviewEntry.State.APPROVED and not self.page.live:
            return _("It goes live at the scheduled time.")
        if self.entry.state == ReviewEntry.State.ENDED:
            return _("It was published without this review.") if self.page.live else _("It was taken out of review.")
        return ""

    @property
    def is_to_mend(self) -> bool:
        return self.entry.state in TO_MEND

    @property
    def is_open(self) -> bool:
        return self.entry.state == ReviewEntry.State.WAITING


def lines(entries: list[ReviewEntry], mine: set[int], user: AnyUser) -> list[Line]:
    """The rows of one page of the table; `mine` are the keys of those that this person decides about."""
    keys = [entry.row.page_id for entry in entries if entry.row.page_id]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
    return [_line(entry, pages.get(entry.row.page_id), entry.pk in mine, user) for entry in entries]


def _line(entry: ReviewEntry, page: Page, is_mine: bool, user: AnyUser) -> Line:
    newest = page.get_latest_revision() if page else None
    line = Line(entry, is_mine and newest is not None, page=page)
    if newest is not None and (line.is_open or entry.state == ReviewEntry.State.REFUSED):
        _say_what_is_in_it(line, newest, user)
    return line


def _say_what_is_in_it(line: Line, newest: Revision, user: AnyUser) -> None:
    entry, page, draft = line.entry, line.page, newest.as_object()
    line.version = version_of(newest)
    line.step = entry.workflow_state.current_task_state if entry.workflow_state else None
    line.is_new = not page.live
    if page.live:
        line.changes = _changes(row_of(page), row_of(draft))
    else:
        line.facts = _facts(row_of(draft))
    line.remarks = [remark.in_words for remark in labelled(draft, draft.go_live_warnings())]
    line.obstacles = why_not_approve(page, newest, user) if line.is_mine else []
    line.is_more = _holds_more(entry, page, newest)
    line.changed_by = last_editor(newest) if line.is_more else None


def _holds_more(entry: ReviewEntry, page: Page, newest: Revision) -> bool:
    """Whether more would go live than this row of the sheet: edits before or after, which a cell may not show."""
    row = entry.row
    if newest.pk != row.revision_id or (row.applied_at and newest.created_at != row.applied_at):
        return True
    return page.live and page.live_revision_id != row.revision_before_id


def _facts(cells: dict[str, str]) -> list[Fact]:
    """The main ones in short, and every finding."""
    told = [Fact(_label(name), Truncator(cells.get(name, "")).chars(FACT_LENGTH)) for name in FACTS]
    groups = [name for name in cells if isinstance(column_named(name), FindingsColumn)]
    found = [Fact(_label(name), cells.get(name, "")) for name in [*WHOLE, *groups]]
    for fact in found:
        fact.is_long = len(fact.text) > SHORT
    return [fact for fact in [*told, *found] if fact.text]


def _changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """The columns that differ between what is live and what would be. A renamed column of findings is two."""
    names = [name for name in {**after, **before} if before.get(name, "") != after.get(name, "")]
    return [_change(name, before.get(name, ""), after.get(name, "")) for name in names if not _is_about_the_sheet(name)]


def _is_about_the_sheet(name: str) -> bool:
    column = column_named(name)
    return column is not None and column.is_about_the_sheet


def _label(name: str) -> str:
    column = column_named(name)
    return str(column.label) if column else name


def _change(name: str, before: str, after: str) -> Change:
    return Change(_label(name), in_marks(before, after), max(len(before), len(after)) > SHORT)
