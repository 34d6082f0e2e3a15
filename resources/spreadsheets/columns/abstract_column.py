"""What every column of the sheet can do: read its cell from a page, and write a cell to a page."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from django.utils.functional import Promise

from core.models import Term
from resources.models import ResourcePage

# Names, findings or lines that a cell may hold.
MAX_ITEMS = 500
# What a page keeps for a column.
Stored = TypeVar("Stored")


class CellError(ValueError):
    """What is wrong with a cell, in words."""


class PendingTerm(NamedTuple):
    """A term that will be made when the import is applied."""

    vocabulary: str
    name: str


class NameLookup(Protocol):
    """Whom and what the words of a cell stand for."""

    def person(self, name: str) -> int | None: ...

    def organisation(self, name: str) -> int | None: ...

    def term(self, vocabulary: str, name: str) -> Term | PendingTerm | None: ...


@dataclass(frozen=True)
class Column(ABC, Generic[Stored]):
    """A column: its heading, what it is called in words, and how it goes into a page and out of it."""

    # It says which page and which version a row is about; it changes nothing.
    is_about_the_sheet: ClassVar[bool] = False

    name: str
    label: str | Promise
    help: str | Promise = ""
    example: str | Promise = ""
    # Other headings that it is known by.
    also: tuple[str, ...] = ()

    @abstractmethod
    def read(self, page: ResourcePage) -> str:
        """What stands in the cell of this page."""

    @abstractmethod
    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        """Put a cell on the page, in memory; terms that are still to be made are given back, errors are CellErrors."""

    @abstractmethod
    def stored(self, page: ResourcePage) -> Stored:
        """What the page keeps for this column, to be put back by `restore`."""

    @abstractmethod
    def restore(self, page: ResourcePage, stored: Stored) -> None:
        """Put back what was stored: a cell that says the same in other words changes nothing."""

    def differs(self, page: ResourcePage, stored: Stored) -> bool:
        """Whether the page changed although the cell reads the same."""
        return False

    def doubts(self, page: ResourcePage, text: str) -> list[str]:
        """Questions about a cell that was just written to the page: what it was taken for, and may not be."""
        return []

    def choices(self) -> list[str]:
        """What the template offers to choose from."""
        return []


@dataclass(frozen=True)
class FieldColumn(Column[object]):
    """A column that a single field of the page keeps, by default the one of its name."""

    attribute: str = ""

    @property
    def field(self) -> str:
        return self.attribute or self.name

    def value(self, page: ResourcePage) -> Any:
        return getattr(page, self.field)

    def stored(self, page: ResourcePage) -> object:
        return self.value(page)

    def restore(self, page: ResourcePage, stored: object) -> None:
        setattr(page, self.field, stored)
