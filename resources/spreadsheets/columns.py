"""The columns of the sheet, declared once: for import, export, template and their explanation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.models import Vocabulary
from resources.models import ResourcePage
from resources.spreadsheets import cells

Read = Callable[[ResourcePage], str]


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it is called in words, how a page fills it. `kind` says how an import takes it."""

    name: str
    label: Any
    read: Read
    kind: str
    help: Any = ""
    example: Any = ""
    vocabulary: str = ""
    # The field of the page, or the part that an organisation plays.
    of: str = ""
    # Other headings that it is known by.
    also: tuple[str, ...] = ()

    @property
    def is_about_the_sheet(self) -> bool:
        """It says which page and which version a row is about; it changes nothing."""
        return self.kind in {"id", "revision", "status"}


def _text(name: str, label: Any, of: str = "", kind: str = "line", **more: Any) -> Column:
    return Column(name, label, cells.text_field(of or name), kind, of=of or name, **more)


def _terms(name: str, label: Any, vocabulary: str, **more: Any) -> Column:
    return Column(name, label, cells.terms(vocabulary), "terms", vocabulary=vocabulary, **more)


def _flag(name: str, label: Any, of: str, **more: Any) -> Column:
    return Column(name, label, cells.flag(of), "flag", of=of, **more)


def _findings(name: str, label: Any, **more: Any) -> Column:
    return Column(name, label, cells.findings(name), "findings", of=name, **more)


_SEVERAL = _("Several are separated by a semicolon.")
_ONE_LINE_EACH = _("One on each line of the cell (Alt and Enter).")
_YES_OR_NO = _("Yes or no.")

COLUMNS: list[Column] = [
    Column(
        "id",
        _("Permanent identifier"),
        cells.identifier,
        "id",
        help=_("Which resource the row is about. Leave it as exported; leave it empty for a new one."),
        also=("identifier", "identifiant", "uuid"),
    ),
    Column(
        "revision",
        _("Version"),
        cells.version,
        "revision",
        help=_("The version that was exported. Leave it as it is: it keeps newer changes from being overwritten."),
    ),
    _text(
        "title",
        _("Title"),
        help=_("The only column that must be filled."),
        example=_("Peer support on the ward: an example"),
        also=("titre", "name", "nom"),
    ),
    _text(
        "summary",
        _("Summary"),
        kind="text",
        help=_("What it is and whom it is for, in 40 to 120 words."),
        example=_("Describes how peer workers joined a hospital ward for a year, and what changed for patients."),
        also=("abstract", "description", "résumé"),
    ),
    _terms("category", _("Category"), Vocabulary.CATEGORY, help=_SEVERAL, also=("categories",)),
    _terms("population", _("Population"), Vocabulary.POPULATION, help=_SEVERAL, also=("populations",)),
    _terms("region", _("Region"), Vocabulary.REGION, help=_SEVERAL, also=("regions", "geography")),
    _terms("type", _("Type of resource"), Vocabulary.RESOURCE_TYPE, help=_("One."), also=("resource type",)),
    _terms("audience", _("Audience"), Vocabulary.AUDIENCE, help=_SEVERAL, also=("audiences", "public")),
    Column(
        "authors",
        _("Authors"),
        cells.authors,
        "authors",
        help=_("Names as they stand on the document, separated by a semicolon."),
        example="Amara Diallo; Jo Rivers",
        also=("author", "author(s)", "auteurs", "auteur"),
    ),
    Column(
        "publisher",
        _("Publisher"),
        cells.organisations("publisher"),
        "organisations",
        of="publisher",
        help=_SEVERAL,
        example="Harbour Health Society",
        also=("publishers", "organization", "organisation", "éditeur"),
    ),
    Column(
        "year",
        _("Year"),
        cells.year,
        "year",
        of="year",
        help=_("Of publication, in four digits."),
        example="2021",
        also=("date", "année", "publication year"),
    ),
    _text("edition", _("Edition"), help=_("For example “2nd ed. 2006; first published 2005”."), example="2nd ed."),
    Column(
        "language",
        _("Language of the document"),
        cells.first_language,
        "language",
        vocabulary=Vocabulary.LANGUAGE,
        help=_("The language of the document itself."),
        also=("langue",),
    ),
    Column(
        "url",
        _("Address"),
        cells.addresses,
        "links",
        help=_("Where it is read, beginning with https://. Several on lines of their own."),
        example="https://example.org/peer-support.pdf",
        also=("link", "links", "lien", "web address", "address", "view resource"),
    ),
    _text(
        "doi",
        _("DOI"),
        kind="doi",
        help=_("10.1234/abcd, with or without the address in front of it."),
        example="10.1234/example",
    ),
    _flag("peer_reviewed", _("Peer reviewed"), "is_peer_reviewed", help=_YES_OR_NO, example=_("no")),
    _flag("full_text", _("Full text is free to read"), "has_full_text", help=_YES_OR_NO, example=_("yes")),
    _text("licence", _("Licence"), example="CC BY 4.0", also=("license",)),
    _text(
        "keywords",
        _("Keywords"),
        kind="keywords",
        help=_SEVERAL,
        example=_("peer work; hospital"),
        also=("keyword", "mots-clés", "mots clés"),
    ),
    Column(
        "key_findings",
        _("Key findings"),
        cells.rich_field("key_findings"),
        "rich",
        of="key_findings",
        help=_("A line of the cell becomes a paragraph; a line that begins with a dash becomes an item of a list."),
        example=_("Patients stayed longer with a peer worker on the ward."),
        also=("findings", "key points", "findings/key points", "constats"),
    ),
    _findings(
        "principles",
        _("Principles"),
        help=_ONE_LINE_EACH,
        example=_("Peers are paid as colleagues.\nPeers choose what they share."),
    ),
    _findings("practices", _("Practices"), help=_ONE_LINE_EACH, example=_("Two peers work on each shift.")),
    _findings("implementation_approaches", _("Implementation approaches"), help=_ONE_LINE_EACH),
    Column(
        "other_materials",
        _("Other materials"),
        cells.materials,
        "materials",
        of="other_materials",
        help=_("Text only. Pictures and tables are edited on the page."),
    ),
    _text("method", _("Method"), example=_("17 interviews")),
    Column("funders", _("Funders"), cells.organisations("funder"), "organisations", of="funder", help=_SEVERAL),
    Column(
        "other_languages",
        _("Other languages"),
        cells.other_languages,
        "language",
        vocabulary=Vocabulary.LANGUAGE,
        help=_("Further languages that the document exists in, separated by a semicolon."),
    ),
    _flag(
        "listed_only",
        _("Listed only"),
        "is_listed_only",
        help=_("Yes for an entry of lower priority: title, address, language and one term are enough."),
        example=_("no"),
    ),
    Column(
        "status",
        _("State"),
        cells.status,
        "status",
        help=_("Live or draft, for your information. An import always makes drafts."),
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}


def column_named(name: str) -> Column | None:
    """The column of this heading; also one for a group of findings, however the group is written."""
    if not name.lower().startswith(cells.FINDINGS):
        return BY_NAME.get(name)
    group = cells.group_column(name[len(cells.FINDINGS) :])
    return BY_NAME.get(group) or Column(
        group, group[len(cells.FINDINGS) :], cells.findings(group), "findings", of=group, help=_ONE_LINE_EACH
    )


def row_of(page: ResourcePage) -> dict[str, str]:
    """All cells of a page: the columns in their order, then its other groups of findings."""
    found = cells.findings_by_column(page)
    row = {
        column.name: found.get(column.name, "") if column.kind == "findings" else column.read(page)
        for column in COLUMNS
    }
    return row | {name: text for name, text in found.items() if name not in row}


def headings_of(rows: Iterable[dict[str, str]]) -> list[str]:
    """The columns that a sheet of these rows has."""
    more = dict.fromkeys(name for row in rows for name in row if name not in BY_NAME)
    return [*BY_NAME, *more]
