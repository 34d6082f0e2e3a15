"""Columns of plain values: a text, a year, yes or no; and those that only tell which page a row is about."""

import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from core.i18n.profiles import words_in_all_languages
from core.text.dois import doi_of
from resources.models import ResourcePage
from resources.models.publication import latest_year
from resources.spreadsheets.cell_text import cell_of, line, merged, split_names, tidy
from resources.spreadsheets.columns.abstract_column import (
    MAX_ITEMS,
    CellError,
    Column,
    FieldColumn,
    NameLookup,
    PendingTerm,
)

LONGEST_TEXT = 50_000


# About the sheet


@dataclass(frozen=True)
class ReadOnlyColumn(Column[None]):
    """An import reads it to find the page; it writes nothing."""

    is_about_the_sheet: ClassVar[bool] = True

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        return []

    def stored(self, page: ResourcePage) -> None:
        return None

    def restore(self, page: ResourcePage, stored: None) -> None:
        return None


@dataclass(frozen=True)
class IdentifierColumn(ReadOnlyColumn):
    def read(self, page: ResourcePage) -> str:
        return str(page.identifier)


@dataclass(frozen=True)
class VersionColumn(ReadOnlyColumn):
    """The version that is live, or the newest of a draft."""

    def read(self, page: ResourcePage) -> str:
        newest = page.latest_revision_id
        return str((page.live_revision_id if page.live else newest) or newest or "")


@dataclass(frozen=True)
class StatusColumn(ReadOnlyColumn):
    def read(self, page: ResourcePage) -> str:
        return "live" if page.live else "draft"


# Values


@dataclass(frozen=True)
class ValueColumn(FieldColumn):
    """A column whose field takes the value that `clean` makes of the cell."""

    def read(self, page: ResourcePage) -> str:
        return tidy(self.value(page))

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        setattr(page, self.field, self.clean(page, text))
        return []

    @abstractmethod
    def clean(self, page: ResourcePage, text: str) -> object:
        """The value that a cell stands for on this page."""


@dataclass(frozen=True)
class TextColumn(ValueColumn):
    """Text of several lines, no longer than its field."""

    def clean(self, page: ResourcePage, text: str) -> str:
        longest = getattr(ResourcePage._meta.get_field(self.field), "max_length", None) or LONGEST_TEXT
        if len(text) > longest:
            raise CellError(
                _("The text has %(length)s characters. The limit is %(longest)s.")
                % {"length": len(text), "longest": longest}
            )
        return text


@dataclass(frozen=True)
class LineColumn(TextColumn):
    def clean(self, page: ResourcePage, text: str) -> str:
        return super().clean(page, line(text))


@dataclass(frozen=True)
class TitleColumn(LineColumn):
    def clean(self, page: ResourcePage, text: str) -> str:
        title = super().clean(page, text)
        if not title:
            raise CellError(_("There is no title."))
        return title


@dataclass(frozen=True)
class KeywordsColumn(TextColumn):
    def clean(self, page: ResourcePage, text: str) -> str:
        return super().clean(page, "; ".join(split_names(text)))


@dataclass(frozen=True)
class DoiColumn(TextColumn):
    def clean(self, page: ResourcePage, text: str) -> str:
        doi = doi_of(text)
        if text and not doi:
            raise CellError(_("“%(text)s” is not a DOI. A DOI starts with 10. and has a slash.") % {"text": text[:80]})
        return super().clean(page, doi)


@dataclass(frozen=True)
class RichTextColumn(ValueColumn):
    """A line of the cell for each paragraph and each item of a list."""

    def read(self, page: ResourcePage) -> str:
        return cell_of(self.value(page))

    def clean(self, page: ResourcePage, text: str) -> str:
        if len(text) > LONGEST_TEXT or text.count("\n") > MAX_ITEMS:
            raise CellError(_("The text is too long. The limit is %(longest)s characters.") % {"longest": LONGEST_TEXT})
        return merged(self.value(page), text)


# 2021; 2021.0 of a spreadsheet; 2021-03 and 2021-03-04 of a reference manager; c2021, as libraries write it.
YEAR = re.compile(r"(?:c|©)?\s*(\d{4})(?:\.0+|[-/](?:0[1-9]|1[0-2])(?:[-/]\d{2}(?:[ T].*)?)?)?")


@dataclass(frozen=True)
class YearColumn(ValueColumn):
    def read(self, page: ResourcePage) -> str:
        return str(self.value(page) or "")

    def clean(self, page: ResourcePage, text: str) -> int | None:
        if not text:
            return None
        match = YEAR.fullmatch(text)
        if match is None or not 1800 <= int(match[1]) <= latest_year():
            raise CellError(
                _("“%(text)s” is not a year from 1800 to %(latest)s.") % {"text": text[:40], "latest": latest_year()}
            )
        return int(match[1])

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        super().write(page, text, names)
        if page.date and page.year and page.date.year != page.year:
            # The sheet knows the year alone; a date of another year would contradict it.
            page.date = None
        return []


@dataclass(frozen=True)
class FlagColumn(ValueColumn):
    """Yes or no; an empty cell says neither, where the field knows that."""

    def read(self, page: ResourcePage) -> str:
        return {None: "", True: "yes", False: "no"}[self.value(page)]

    def clean(self, page: ResourcePage, text: str) -> bool | None:
        if not text and ResourcePage._meta.get_field(self.field).null:
            return None
        word = text.casefold().removesuffix(".0")
        if word and word not in words_in_all_languages("yes", "no"):
            raise CellError(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})
        return word in words_in_all_languages("yes")

    def choices(self) -> list[str]:
        return [_("yes"), _("no")]
