"""What a row says, put on a page: what its names stand for, and which columns change by it.

A column counts as changed only when the page reads differently afterwards.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, NotRequired, TypedDict

from django.utils.translation import gettext as _

from core.models import Term
from core.models.terms import all_terms
from core.text.sentences import one_stop
from core.text.typography import as_typed, set_in
from networks.directory_prefetch import attach_names
from networks.models import Person
from networks.organisation_cache import known_organisations
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import CUT, line, shortened, split_names, tidy
from resources.spreadsheets.columns import COLUMNS, Column, cells_of
from resources.spreadsheets.columns.abstract_column import CellError, PendingTerm
from resources.spreadsheets.sheet_line import Cell
from resources.spreadsheets.term_lookup import near, term_named

# As long as the name of a term may be.
LONGEST_NAME = 120


class OfferedTerm(TypedDict):
    pk: int
    label: str


class UnknownTerm(TypedDict):
    """A name that no term has, and what the editor decides on it. It is kept as JSON with the import."""

    vocabulary: str
    name: str
    near: list[OfferedTerm]
    # The key of the term that it stands for, or whether one is to be made.
    chosen: int | None
    creates: bool
    # The key of the term that was made, and whether this import made it.
    made: NotRequired[int | None]
    is_ours: NotRequired[bool]


# Names


class Names:
    """Resolves names, and collects the terms that nobody knows.

    `decided` are the unknown terms of an earlier look at the same file, with what the editor decided on each.
    """

    def __init__(self, decided: list[UnknownTerm], creates_terms: bool) -> None:
        self.creates_terms = creates_terms
        self.decided = {(one["vocabulary"], _key(one["name"])): one for one in decided}
        self.unknown: dict[tuple[str, str], UnknownTerm] = {}
        known = [(as_typed(name), pk) for name, pk in Person.objects.values_list("name", "pk")]
        people = Counter(name for name, _pk in known)
        # Of two people with one name nobody can tell which is meant.
        self._people = {name: pk for name, pk in known if people[name] == 1}
        self._organisations: dict[str, set[int]] = {}
        for organisation in known_organisations().values():
            for text in organisation.texts.all():
                self._organisations.setdefault(as_typed(line(text.name)), set()).add(organisation.pk)

    def person(self, name: str) -> int | None:
        return self._people.get(as_typed(name))

    def organisation(self, name: str) -> int | None:
        found = self._organisations.get(as_typed(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def term(self, vocabulary: str, name: str) -> Term | PendingTerm | None:
        """The term that is meant, or the one that will be made; None for a name that nobody has decided on."""
        if known := term_named(vocabulary, name):
            return known
        key = (vocabulary, _key(name))
        entry = self.unknown.get(key) or self._noted(key, name)
        chosen = all_terms().get(entry["chosen"] or entry.get("made") or 0)
        if chosen:
            return chosen
        wanted = (self.creates_terms or entry["creates"]) and len(name) <= LONGEST_NAME
        return PendingTerm(vocabulary, entry["name"]) if wanted else None

    def _noted(self, key: tuple[str, str], name: str) -> UnknownTerm:
        """The name, and terms that it may have meant."""
        new: UnknownTerm = {
            "vocabulary": key[0],
            "name": name,
            "near": [],
            "chosen": None,
            "creates": False,
            "made": None,
            "is_ours": False,
        }
        offered: list[OfferedTerm] = [{"pk": term.pk, "label": term.label} for term in near(key[0], name)]
        self.unknown[key] = new | self.decided.get(key, {}) | {"near": offered}
        return self.unknown[key]


def _key(name: str) -> str:
    return as_typed(line(name)).casefold()


# Values


def in_order(columns: list[Column]) -> list[Column]:
    """The title first, whatever the order in the sheet: links are named by it."""
    places = {column.name: place for place, column in enumerate(COLUMNS)}
    return sorted(columns, key=lambda column: places.get(column.name, len(places)))


class Change(NamedTuple):
    column: str
    before: str
    after: str
    # Whether it names terms that are still to be made.
    makes_terms: bool = False


class RowResult(NamedTuple):
    """What a row does to a page: the columns that change, what is wrong, and what is doubtful, in words."""

    changes: list[Change]
    problems: list[str]
    doubts: list[str]


def take(
    page: ResourcePage,
    values: dict[str, Cell],
    columns: list[Column],
    names: Names,
    before: dict[str, str] | None = None,
) -> RowResult:
    """Put the values on the page, in memory. What cannot be understood is left out and named.

    `before` are the cells of the page, where they are known.
    """
    attach_names([page], "authors")
    before = cells_of(page, columns) if before is None else before
    changes: list[Change] = []
    problems: list[str] = []
    doubts: list[str] = []
    for column in columns:
        cell = values.get(column.name, "")
        words = _problem_of(cell)
        if isinstance(cell, str) and not column.is_about_the_sheet:
            try:
                changed = list(_take_cell(page, column, cell, before[column.name], names))
                changes += changed
                doubts += column.doubts(page, tidy(cell)) if changed else []
            except CellError as error:
                words = str(error)
        if words:
            problems.append(_("%(column)s: %(reason)s") % {"column": column.name, "reason": words})
    return RowResult(changes, problems, doubts)


def _problem_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return ""
    if cell["problem"] == "formula":
        return _("The cell holds a formula whose result is not in the file. Paste it as a value.")
    return one_stop(_("The formula of the cell failed: %(text)s.") % {"text": cell["text"]})


def _take_cell(page: ResourcePage, column: Column, cell: str, before: str, names: Names) -> Iterator[Change]:
    cell = tidy(cell)
    if cell in {before, shortened(before)}:
        return
    language = page.locale.language_code
    # As it is when it is saved: what differs in its marks alone is no change.
    cell = set_in(language, cell)
    if cell == set_in(language, before):
        return
    if cell.endswith(CUT):
        raise CellError(_("The cell was cut when it was exported. Change this text on the page."))
    stored = column.stored(page)
    pending = column.write(page, cell, names)
    after = column.read(page)
    if pending:
        yield Change(column.name, before, cell, makes_terms=True)
    elif after != before or column.differs(page, stored):
        yield Change(column.name, before, after)
    else:
        column.restore(page, stored)


def settled(values: dict[str, Cell]) -> dict[str, Cell]:
    """One way of saying it: the first language of the document in its column, further ones in theirs."""
    language, others = values.get("language", ""), values.get("other_languages", "")
    if not isinstance(language, str) or not isinstance(others, str):
        return values
    first = split_names(language)
    if len(first) < 2 and (first or "language" not in values or not others):
        return values
    all_names = list(dict.fromkeys([*first, *split_names(others)]))
    return values | {"language": all_names[0] if all_names else "", "other_languages": "; ".join(all_names[1:])}
