"""What stands in a cell: for each column a function of the page. Streams are read as stored: no block is made."""

from collections.abc import Callable, Iterator
from typing import Any

from core.i18n.profiles import profiles
from core.models import Term, Vocabulary
from core.models.terms import known_terms
from networks.directory_prefetch import names_of_organisations, names_of_people
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import cell_of, line, line_of, tidy
from resources.spreadsheets.term_lookup import name_in_cell, term_named

FINDINGS = "findings: "
# As long as the heading of a group may be.
LONGEST_NAME = 250
# The groups of findings that have a column of their own, by the address part of their term.
OWN_COLUMN = {
    "principles": "principles",
    "practices": "practices",
    "implementation-approaches": "implementation_approaches",
}
Cell = Callable[[ResourcePage], str]
Group = dict[str, Any]


def identifier(page: ResourcePage) -> str:
    return str(page.identifier)


def version(page: ResourcePage) -> str:
    """The version that is live, or the newest of a draft."""
    newest = page.latest_revision_id
    return str((page.live_revision_id if page.live else newest) or newest or "")


def status(page: ResourcePage) -> str:
    return "live" if page.live else "draft"


def text_field(name: str) -> Cell:
    return lambda page: tidy(getattr(page, name))


def flag(name: str) -> Cell:
    return lambda page: "yes" if getattr(page, name) else "no"


def rich_field(name: str) -> Cell:
    return lambda page: cell_of(getattr(page, name))


def year(page: ResourcePage) -> str:
    return str(page.year or "")


def terms(vocabulary: str) -> Cell:
    return lambda page: several([name_in_cell(term) for term in page.terms_of(vocabulary)])


def first_language(page: ResourcePage) -> str:
    return several([name_in_cell(term) for term in page.terms_of(Vocabulary.LANGUAGE)[:1]])


def other_languages(page: ResourcePage) -> str:
    return several([name_in_cell(term) for term in page.terms_of(Vocabulary.LANGUAGE)[1:]])


def authors(page: ResourcePage) -> str:
    return several([line(name) for name in names_of_people(page, "authors")])


def organisations(role: str) -> Cell:
    return lambda page: several([line(name) for name in names_of_organisations(page, role)])


def addresses(page: ResourcePage) -> str:
    values = (block.get("value") or {} for block in page.links.raw_data)
    return tidy("\n".join(line(value["url"]) for value in values if value.get("url")))


def several(names: list[str]) -> str:
    return tidy("; ".join(name for name in names if name))


def materials(page: ResourcePage) -> str:
    """The words of the other materials, a line for each paragraph."""
    return tidy("\n".join(text for block in page.other_materials if (text := material(block))))


def material(block: Any) -> str:
    if block.block_type == "text":
        return cell_of(block.value.source)
    return "\n".join(line(str(text)) for text in block.block.get_searchable_content(block.value) if line(str(text)))


# Findings


def _names_of_groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What these groups are called where no term says it, in every language."""
    return (names for profile in profiles() for names in profile.group_names.items())


def group_column(name: str) -> str:
    """The column of a group of findings, whichever way the group is written."""
    words = line(name)[:LONGEST_NAME].strip()
    for column, names in _names_of_groups():
        if words.casefold() in names:
            return column
    term = term_named(Vocabulary.FINDING_GROUP, words)
    return OWN_COLUMN.get(term.slug, FINDINGS + name_in_cell(term)) if term else FINDINGS + words


def groups_by_column(page: ResourcePage) -> dict[str, list[int]]:
    """For each column of findings, the places of its groups in the stream."""
    values = [block.get("value") or {} for block in page.findings.raw_data]
    found: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    for place, value in enumerate(values):
        name = _column_of(value, values)
        found.setdefault(shown.setdefault(name.casefold(), name), []).append(place)
    return found


def _column_of(value: Group, all_groups: list[Group]) -> str:
    """By its term; by its heading where the term stands over several groups, or there is none."""
    term, heading = group_term(value), line(value.get("heading"))
    shares = [other for other in all_groups if term and group_term(other) == term]
    if heading and (term is None or len(shares) > 1):
        return group_column(heading)
    return group_column(term.slug if term else "")


def group_term(value: Group) -> Term | None:
    term = known_terms().get(value.get("group") or 0)
    return known_terms().get(term.merged_into_id or 0, term) if term else None


def items_of(value: Group) -> list[Group]:
    """The findings of a group, each with its words and its identifier. Old streams hold the words alone."""
    items = value.get("items") or []
    return [item if isinstance(item, dict) else {"type": "item", "value": item} for item in items]


def findings_by_column(page: ResourcePage) -> dict[str, str]:
    values = [block.get("value") or {} for block in page.findings.raw_data]
    found = {}
    for name, places in groups_by_column(page).items():
        lines = (line_of(item.get("value") or "") for place in places for item in items_of(values[place]))
        found[name] = tidy("\n".join(text for text in lines if text))
    return found


def findings(column: str) -> Cell:
    """The findings of one group, a line for each."""

    def read(page: ResourcePage) -> str:
        wanted = column.casefold()
        return next((text for name, text in findings_by_column(page).items() if name.casefold() == wanted), "")

    return read
