"""What a row says, put on a page. A column counts as changed only when the page reads differently afterwards."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.i18n.profiles import words_in_all_languages
from core.models import PageTerm, Term
from core.text.quotation_marks import quoted
from networks.directory_prefetch import attach_names
from resources.importing import streams
from resources.importing.names import Names, PendingTerm
from resources.importing.streams import CellError, split_names
from resources.models import ResourcePage
from resources.models.publication import latest_year
from resources.models.resource_page import RESOURCE_TERMS
from resources.spreadsheets.cell_text import CUT, line, merged, shortened, tidy
from resources.spreadsheets.columns import Column
from resources.spreadsheets.sheet_line import Cell

LONGEST_TEXT = 50_000
SINGLE = {slot.vocabulary for slot in RESOURCE_TERMS if slot.single}
# Where a value of each kind is kept, so that it can be put back as it was.
KEPT_IN = {"authors": "authors", "organisations": "organisations", "links": "links", "findings": "findings"}


class Change(NamedTuple):
    column: str
    before: str
    after: str


class RowResult(NamedTuple):
    """What a row does to a page: the columns that change, and what is wrong, in words."""

    changes: list[Change]
    problems: list[str]


def cells_of(page: ResourcePage, columns: list[Column]) -> dict[str, str]:
    """What the page says now in these columns."""
    return {column.name: column.read(page) for column in columns}


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
    for column in columns:
        cell = values.get(column.name, "")
        words = _problem_of(cell)
        if isinstance(cell, str) and not column.is_about_the_sheet:
            try:
                changes += _take_cell(page, column, cell, before[column.name], names)
            except CellError as error:
                words = str(error)
        if words:
            problems.append(_("%(column)s: %(reason)s") % {"column": column.name, "reason": words})
    return RowResult(changes, problems)


def _problem_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return ""
    if cell["problem"] == "formula":
        return _("The cell holds a formula whose result is not in the file. Paste it as a value.")
    return _("The formula of the cell failed: %(text)s.") % {"text": cell["text"]}


def _take_cell(page: ResourcePage, column: Column, cell: str, before: str, names: Names) -> Iterator[Change]:
    cell = tidy(cell)
    if cell in {before, shortened(before)}:
        return
    if cell.endswith(CUT):
        raise CellError(_("The cell was cut when it was exported. Change this text on the page."))
    kept = _kept(page, column)
    wanted = _set(page, column, cell, names)
    after = column.read(page)
    if wanted:
        yield Change(column.name, before, cell)
    elif after != before or _has_other_terms(page, column, kept):
        yield Change(column.name, before, after)
    else:
        _put_back(page, column, kept)


def _kept(page: ResourcePage, column: Column) -> Any:
    if column.kind in {"terms", "language"}:
        return list(page.page_terms.all())
    return getattr(page, KEPT_IN.get(column.kind, column.of))


def _has_other_terms(page: ResourcePage, column: Column, kept: Any) -> bool:
    """The languages of a document stand in two columns: one may change while both read the same."""
    rows = page.page_terms.all() if column.kind == "language" else []
    return bool(rows) and {row.term_id for row in rows} != {row.term_id for row in kept}


def _put_back(page: ResourcePage, column: Column, kept: Any) -> None:
    if column.kind in {"terms", "language"}:
        page.page_terms = kept
        page.forget_terms()
    else:
        setattr(page, KEPT_IN.get(column.kind, column.of), kept)


def _set(page: ResourcePage, column: Column, cell: str, names: Names) -> list[PendingTerm]:
    """Put one value on the page. Terms that are still to be made are given back."""
    if column.kind in {"terms", "language"}:
        return _take_terms(page, column, cell, names)
    if column.kind in PLAIN:
        setattr(page, column.of, PLAIN[column.kind](page, column, cell))
    elif column.kind == "authors":
        streams.take_authors(page, cell, names)
    elif column.kind == "organisations":
        streams.take_organisations(page, cell, names, column.of)
    elif column.kind == "findings":
        streams.take_findings(page, cell, column.of)
    else:
        {"links": streams.take_addresses, "materials": streams.take_materials}[column.kind](page, cell)
    return []


# Plain values


def _line(page: ResourcePage, column: Column, cell: str) -> str:
    return _fitting(column, line(cell))


def _text(page: ResourcePage, column: Column, cell: str) -> str:
    return _fitting(column, cell)


def _keywords(page: ResourcePage, column: Column, cell: str) -> str:
    return _fitting(column, "; ".join(split_names(cell)))


def _fitting(column: Column, text: str) -> str:
    model = Page if column.name == "title" else ResourcePage
    longest = getattr(model._meta.get_field(column.of), "max_length", None) or LONGEST_TEXT
    if column.name == "title" and not text:
        raise CellError(_("There is no title."))
    if len(text) > longest:
        raise CellError(
            _("The text has %(length)s characters; at most %(longest)s fit.")
            % {"length": len(text), "longest": longest}
        )
    return text


def _rich(page: ResourcePage, column: Column, cell: str) -> str:
    if len(cell) > LONGEST_TEXT or cell.count("\n") > streams.MAX_ITEMS:
        raise CellError(_("The text is too long: at most %(longest)s characters fit.") % {"longest": LONGEST_TEXT})
    return merged(getattr(page, column.of), cell)


def _year(page: ResourcePage, column: Column, cell: str) -> int | None:
    if not cell:
        return None
    match = re.fullmatch(r"(\d{4})(?:\.0+|-\d{2}-\d{2}(?: .*)?)?", cell)
    if match is None or not 1800 <= int(match[1]) <= latest_year():
        raise CellError(
            _("“%(text)s” is not a year from 1800 to %(latest)s.") % {"text": cell[:40], "latest": latest_year()}
        )
    if page.date and page.date.year != int(match[1]):
        # The sheet knows the year alone; a date of another year would contradict it.
        page.date = None
    return int(match[1])


def _doi(page: ResourcePage, column: Column, cell: str) -> str:
    doi = re.sub(r"^(https?://(dx\.|www\.)?doi\.org/|doi\s*:)\s*", "", line(cell), flags=re.IGNORECASE)
    if doi and not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
        raise CellError(_("“%(text)s” is not a DOI. One begins with 10. and has a slash.") % {"text": cell[:80]})
    return _fitting(column, doi)


def _flag(page: ResourcePage, column: Column, cell: str) -> bool:
    word = cell.casefold().removesuffix(".0")
    if word and word not in words_in_all_languages("yes", "no"):
        raise CellError(_("“%(text)s” is neither yes nor no.") % {"text": cell[:40]})
    return word in words_in_all_languages("yes")


PLAIN = {
    "line": _line,
    "text": _text,
    "keywords": _keywords,
    "rich": _rich,
    "year": _year,
    "doi": _doi,
    "flag": _flag,
}


# Terms


def _take_terms(page: ResourcePage, column: Column, cell: str, names: Names) -> list[PendingTerm]:
    found = _terms_named(column, split_names(cell), names)
    terms = list(dict.fromkeys(term for term in found if isinstance(term, Term)))
    old = page.terms_of(column.vocabulary)
    if column.name == "language":
        terms = [*terms[:1], *(term for term in old[1:] if term not in terms)]
    elif column.name == "other_languages":
        terms = list(dict.fromkeys([*old[:1], *terms]))
    elif set(terms) == set(old):
        terms = old
    _put_terms(page, column.vocabulary, terms)
    return [term for term in found if isinstance(term, PendingTerm)]


def _terms_named(column: Column, words: list[str], names: Names) -> list[Term | PendingTerm]:
    if len(words) > 1 and column.vocabulary in SINGLE:
        raise CellError(_("Only one can be given."))
    found = {word: names.term(column.vocabulary, word) for word in words}
    unknown = [quoted(word[:80]) for word, term in found.items() if term is None]
    if unknown:
        raise CellError(_("There is no such term: %(names)s.") % {"names": ", ".join(unknown)})
    return [term for term in found.values() if term is not None]


def _put_terms(page: ResourcePage, vocabulary: str, terms: list[Term]) -> None:
    """The terms of one vocabulary; those of others stay, in their order."""
    rows = {row.term_id: row for row in page.page_terms.all()}
    others = [term for term in page.terms if term.vocabulary != vocabulary]
    kept = []
    for order, term in enumerate([*others, *terms]):
        known = rows.get(term.pk)
        kept.append(PageTerm(pk=known.pk if known else None, term=term, sort_order=order))
    page.page_terms = kept
    page.forget_terms()


# Rows


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
