"""The columns of the sheet, declared once: for import, export, template and their explanation."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.models import Vocabulary
from resources.models import ResourcePage
from resources.spreadsheets.columns.abstract_column import Column
from resources.spreadsheets.columns.findings_column import (
    FINDINGS,
    FindingsColumn,
    Groups,
    group_column,
    groups_by_column,
)
from resources.spreadsheets.columns.plain_columns import (
    DoiColumn,
    FlagColumn,
    IdentifierColumn,
    KeywordsColumn,
    LineColumn,
    RichTextColumn,
    StatusColumn,
    TextColumn,
    TitleColumn,
    VersionColumn,
    YearColumn,
)
from resources.spreadsheets.columns.stream_columns import (
    AddressesColumn,
    AuthorsColumn,
    MaterialsColumn,
    OrganisationsColumn,
)
from resources.spreadsheets.columns.term_columns import LanguageColumn, OtherLanguagesColumn, TermsColumn

_SEVERAL = _("Separate several with semicolons.")
_ONE_LINE_EACH = _("One per line in the cell (Alt and Enter).")
_YES_OR_NO = _("Yes or no. Leave it empty if it is not known.")

COLUMNS: list[Column] = [
    IdentifierColumn(
        "id",
        _("Permanent identifier"),
        help=_("Which resource the row is about. Leave it as exported; leave it empty for a new one."),
        also=("identifier", "identifiant", "uuid"),
    ),
    VersionColumn(
        "revision",
        _("Version"),
        help=_("The version that was exported. Leave it as it is: it keeps newer changes from being overwritten."),
    ),
    TitleColumn(
        "title",
        _("Title"),
        help=_("The only column you have to fill in."),
        example=_("Peer support on the ward: an example"),
        also=("titre", "intitulé", "name", "nom"),
    ),
    TextColumn(
        "summary",
        _("Summary"),
        help=_("What it is and whom it is for, in 40 to 120 words."),
        example=_("Describes how peer workers joined a hospital ward for a year, and what changed for patients."),
        also=("abstract", "abstract note", "description", "what it is about", "résumé", "de quoi il s’agit"),
    ),
    TermsColumn("category", _("Category"), vocabulary=Vocabulary.CATEGORY, help=_SEVERAL, also=("categories",)),
    TermsColumn("population", _("Population"), vocabulary=Vocabulary.POPULATION, help=_SEVERAL, also=("populations",)),
    TermsColumn("region", _("Region"), vocabulary=Vocabulary.REGION, help=_SEVERAL, also=("regions", "geography")),
    TermsColumn(
        "type", _("Type of resource"), vocabulary=Vocabulary.RESOURCE_TYPE, help=_("One."), also=("resource type",)
    ),
    TermsColumn("audience", _("Audience"), vocabulary=Vocabulary.AUDIENCE, help=_SEVERAL, also=("audiences", "public")),
    AuthorsColumn(
        "authors",
        _("Authors"),
        help=_(
            "Names as they appear on the document, separated by semicolons. If a name does not show whether "
            "it is an organisation or a person, write [org] or [person] after it."
        ),
        example="Amara Diallo; Jo Rivers",
        also=("author", "author names", "written by", "auteurs", "auteur", "noms des auteurs", "écrit par"),
    ),
    OrganisationsColumn(
        "publisher",
        _("Publisher"),
        attribute="organisations",
        role="publisher",
        help=_SEVERAL,
        example="Harbour Health Society",
        also=(
            *("publishers", "publisher name", "published by", "publishing organization", "publishing organisation"),
            *("organization", "organisation", "éditeur", "maison d’édition", "organisme", "publié par", "édité par"),
        ),
    ),
    YearColumn(
        "year",
        _("Year"),
        help=_("Year of publication, in four digits."),
        example="2021",
        also=(
            *("date", "publication year", "publication date", "pub year", "year published", "date published"),
            *("année", "année de publication", "date de publication", "année de parution", "date de parution"),
        ),
    ),
    LineColumn("edition", _("Edition"), help=_("For example “2nd ed. 2006; first published 2005”."), example="2nd ed."),
    LanguageColumn(
        "language",
        _("Language of the document"),
        help=_("The language of the document itself."),
        also=("langue", "languages"),
    ),
    AddressesColumn(
        "url",
        _("Address"),
        help=_("Where to read it, starting with https://. Put each address on its own line."),
        example="https://example.org/peer-support.pdf",
        also=(
            *("link", "links", "web address", "web link", "website", "web site", "address", "view resource"),
            *("lien", "liens", "lien vers", "lien web", "adresse web", "site web", "voir la ressource"),
        ),
    ),
    LineColumn(
        "how_to_get_it",
        _("How to get it"),
        help=_("Only if it is not online."),
        example=_("In print only; ask the library of Harbour Health Society."),
        also=("availability", "where to get it", "disponibilité", "comment l’obtenir"),
    ),
    DoiColumn(
        "doi",
        _("DOI"),
        help=_("10.1234/abcd, with or without the address in front of it."),
        example="10.1234/example",
    ),
    FlagColumn("peer_reviewed", _("Peer reviewed"), attribute="is_peer_reviewed", help=_YES_OR_NO, example=_("no")),
    FlagColumn(
        "full_text", _("Full text is free to read"), attribute="has_full_text", help=_YES_OR_NO, example=_("yes")
    ),
    LineColumn("licence", _("Licence"), example="CC BY 4.0", also=("license",)),
    KeywordsColumn(
        "keywords",
        _("Keywords"),
        help=_SEVERAL,
        example=_("peer work; hospital"),
        also=("keyword", "tags", "manual tags", "mots-clés", "mots clés"),
    ),
    RichTextColumn(
        "key_findings",
        _("Key findings"),
        help=_("Each line in the cell becomes a paragraph. A line that starts with a dash becomes a list item."),
        example=_("Patients stayed longer with a peer worker on the ward."),
        also=("findings", "key points", "findings/key points", "constats"),
    ),
    FindingsColumn(
        "principles",
        _("Principles"),
        help=_ONE_LINE_EACH,
        example=_("Peers are paid as colleagues.\nPeers choose what they share."),
    ),
    FindingsColumn("practices", _("Practices"), help=_ONE_LINE_EACH, example=_("Two peers work on each shift.")),
    FindingsColumn("implementation_approaches", _("Implementation approaches"), help=_ONE_LINE_EACH),
    MaterialsColumn(
        "other_materials",
        _("Other materials"),
        help=_("Text only. Pictures and tables are edited on the page."),
    ),
    LineColumn("method", _("Method"), attribute="research_method", example=_("17 interviews")),
    OrganisationsColumn("funders", _("Funders"), attribute="organisations", role="funder", help=_SEVERAL),
    OtherLanguagesColumn(
        "other_languages",
        _("Other languages"),
        help=_("Other languages the document is available in, separated by semicolons."),
    ),
    FlagColumn(
        "listed_only",
        _("Listed only"),
        attribute="is_listed_only",
        help=_("Yes for an entry of lower priority: title, address, language and one term are enough."),
        example=_("no"),
    ),
    StatusColumn(
        "status",
        _("State"),
        help=_("Live or draft, for your information. An import always makes drafts."),
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}


def column_named(name: str) -> Column | None:
    """The column of this heading; also one for a group of findings, however the group is written."""
    if not name.lower().startswith(FINDINGS):
        return BY_NAME.get(name)
    group = group_column(name[len(FINDINGS) :])
    return BY_NAME.get(group) or _group_named(group)


def _group_named(name: str) -> FindingsColumn:
    return FindingsColumn(name, name[len(FINDINGS) :], help=_ONE_LINE_EACH)


def row_of(page: ResourcePage) -> dict[str, str]:
    """All cells of a page: the columns in their order, then its other groups of findings."""
    groups = groups_by_column(page)
    others = (_group_named(name) for name in groups if name not in BY_NAME)
    return _cells(page, [*COLUMNS, *others], groups)


def cells_of(page: ResourcePage, columns: list[Column]) -> dict[str, str]:
    """What the page says in these columns."""
    has_findings = any(isinstance(column, FindingsColumn) for column in columns)
    return _cells(page, columns, groups_by_column(page) if has_findings else {})


def _cells(page: ResourcePage, columns: list[Column], groups: Groups) -> dict[str, str]:
    return {
        column.name: column.read_from(page, groups) if isinstance(column, FindingsColumn) else column.read(page)
        for column in columns
    }


def headings_of(rows: Iterable[dict[str, str]]) -> list[str]:
    """The columns that a sheet of these rows has."""
    more = dict.fromkeys(name for row in rows for name in row if name not in BY_NAME)
    return [*BY_NAME, *more]
