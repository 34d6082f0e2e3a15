"""Columns of findings: one for each group of them, a line for each finding."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.i18n.languages import DEFAULT
from core.i18n.profiles import profile_of, profiles
from core.models import Term, Vocabulary
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import html_of, line, line_of, lines_in, places, tidy
from resources.spreadsheets.columns.abstract_column import MAX_ITEMS, CellError, NameLookup, PendingTerm
from resources.spreadsheets.columns.stream_columns import Raw, StreamColumn, new_block
from resources.spreadsheets.term_lookup import name_in_cell, term_named

FINDINGS = "findings: "
# As long as the heading of a group may be.
LONGEST_NAME = 250
# For each column of findings, the places of its groups in the stream.
Groups = dict[str, list[int]]
# The groups of findings that have a column of their own, by the address part of their term.
OWN_COLUMN = {
    "principles": "principles",
    "practices": "practices",
    "implementation-approaches": "implementation_approaches",
}


@dataclass(frozen=True)
class FindingsColumn(StreamColumn):
    """The findings of one group: of a term, or under a heading."""

    attribute: str = "findings"

    def read(self, page: ResourcePage) -> str:
        return self.read_from(page, groups_by_column(page))

    def read_from(self, page: ResourcePage, groups: Groups) -> str:
        """The cell, for whoever has worked out the groups of the page: they are the same for all columns of a row."""
        values = [block.get("value") or {} for block in self.value(page).raw_data]
        items = (item for place in self._places(groups) for item in _items_of(values[place]))
        return tidy("\n".join(text for item in items if (text := line_of(item.get("value") or ""))))

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        lines = lines_in(text)
        if len(lines) > MAX_ITEMS:
            raise CellError(_("There are more than %(number)s findings.") % {"number": MAX_ITEMS})
        blocks, ours = self.blocks(page), self._places(groups_by_column(page))
        if ours:
            self.put(page, _rewritten(blocks, ours, lines))
        else:
            self.put(page, [*blocks, new_block("group", self._new_group(lines))] if lines else blocks)
        return []

    def _places(self, groups: Groups) -> list[int]:
        wanted = self.name.casefold()
        return next((found for name, found in groups.items() if name.casefold() == wanted), [])

    def _new_group(self, lines: list[str]) -> Raw:
        """By its term where there is one; else under its name."""
        if self.name.startswith(FINDINGS):
            words = name = self.name.removeprefix(FINDINGS)
        else:
            words = next(slug for slug, column in OWN_COLUMN.items() if column == self.name)
            name = profile_of(DEFAULT).group_names[self.name][0].capitalize()
        term = term_named(Vocabulary.FINDING_GROUP, words)
        items = [_new_item(words) for words in lines]
        return {"group": term.pk if term else None, "heading": "" if term else name[:250], "items": items}


# Which column a group stands in


def _names_of_groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What these groups are called where no term says it, in every language."""
    return (names for profile in profiles() for names in profile.group_names.items())


def group_column(name: str, known: dict[int, Term] | None = None) -> str:
    """The column of a group of findings, whichever way the group is written; as these terms, or all, are called."""
    words = line(name)[:LONGEST_NAME].strip()
    for column, names in _names_of_groups():
        if words.casefold() in names:
            return column
    term = term_named(Vocabulary.FINDING_GROUP, words)
    if term and known is not None and term.pk not in known:
        term = None
    return OWN_COLUMN.get(term.slug, FINDINGS + name_in_cell(term)) if term else FINDINGS + words


def groups_by_column(page: ResourcePage) -> Groups:
    values = [block.get("value") or {} for block in page.findings.raw_data]
    groups: Groups = {}
    shown: dict[str, str] = {}
    for place, value in enumerate(values):
        name = _column_of(value, values, page.terms_by_key)
        groups.setdefault(shown.setdefault(name.casefold(), name), []).append(place)
    return groups


def _column_of(value: Raw, all_groups: list[Raw], known: dict[int, Term]) -> str:
    """By its term; by its heading where the term stands over several groups, or there is none."""
    term, heading = _group_term(value, known), line(value.get("heading"))
    shares = [other for other in all_groups if term and _group_term(other, known) == term]
    if heading and (term is None or len(shares) > 1):
        return group_column(heading, known)
    return group_column(term.slug if term else "", known)


def _group_term(value: Raw, known: dict[int, Term]) -> Term | None:
    term = known.get(value.get("group") or 0)
    return known.get(term.merged_into_id or 0, term) if term else None


# The findings of a group


def _items_of(value: Raw) -> list[Raw]:
    """The findings of a group, each with its words and its identifier. Old streams hold the words alone."""
    items = value.get("items") or []
    return [item if isinstance(item, dict) else {"type": "item", "value": item} for item in items]


def _rewritten(blocks: list[Raw], ours: list[int], lines: list[str]) -> list[Raw]:
    """The stream with these lines in our groups; a group that is left without a line goes."""
    items = _distributed([(place, item) for place in ours for item in _items_of(blocks[place]["value"])], lines, ours)
    kept = [(place, block) for place, block in enumerate(blocks) if place not in ours or items[place]]
    return [
        {**block, "value": {**block["value"], "items": items[place]}} if place in ours else block
        for place, block in kept
    ]


def _distributed(old: list[tuple[int, Raw]], lines: list[str], groups: list[int]) -> dict[int, list[Raw]]:
    """Lines as items of the groups they stood in; a new line goes with the one before it. Identifiers stay."""
    old = [(group, item) for group, item in old if line_of(item.get("value") or "")]
    items: dict[int, list[Raw]] = {group: [] for group in groups}
    group = groups[0]
    for words, place in zip(lines, places([line_of(item["value"]) for __, item in old], lines), strict=True):
        if place.before is None:
            items[group].append(_new_item(words))
            continue
        group, item = old[place.before]
        items[group].append(item if place.is_same else {**item, "value": html_of(words)})
    return items


def _new_item(words: str) -> Raw:
    return new_block("item", html_of(words))
