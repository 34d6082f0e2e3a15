"""What words in a sheet stand for: terms of the vocabularies, people and organisations of the directory."""

from collections import Counter
from typing import Any

from core.models import Term
from core.models.terms import known_terms
from networks.models import Person
from networks.organisation_cache import known_organisations
from resources.spreadsheets.cell_text import line
from resources.spreadsheets.columns.abstract_column import PendingTerm
from resources.spreadsheets.term_lookup import near, term_named

# As long as the name of a term may be.
LONGEST_NAME = 120
Unknown = dict[str, Any]


class Names:
    """Resolves names, and collects the terms that nobody knows.

    `decided` are the unknown terms of an earlier look at the same file, with what the editor decided on each.
    """

    def __init__(self, decided: list[Unknown], creates_terms: bool) -> None:
        self.creates_terms = creates_terms
        self.decided = {(one["vocabulary"], _key(one["name"])): one for one in decided}
        self.unknown: dict[tuple[str, str], Unknown] = {}
        people = Counter(Person.objects.values_list("name", flat=True))
        # Of two people with one name nobody can tell which is meant.
        self._people = {name: pk for name, pk in Person.objects.values_list("name", "pk") if people[name] == 1}
        self._organisations: dict[str, set[int]] = {}
        for organisation in known_organisations().values():
            for text in organisation.texts.all():
                self._organisations.setdefault(line(text.name), set()).add(organisation.pk)

    def person(self, name: str) -> int | None:
        return self._people.get(name)

    def organisation(self, name: str) -> int | None:
        found = self._organisations.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    def term(self, vocabulary: str, name: str) -> Term | PendingTerm | None:
        """The term that is meant, or the one that will be made; None for a name that nobody has decided on."""
        if known := term_named(vocabulary, name):
            return known
        key = (vocabulary, _key(name))
        entry = self.unknown.get(key) or self._noted(key, name)
        chosen = known_terms().get(entry["chosen"] or entry.get("made") or 0)
        if chosen:
            return chosen
        wanted = (self.creates_terms or entry["creates"]) and len(name) <= LONGEST_NAME
        return PendingTerm(vocabulary, entry["name"]) if wanted else None

    def _noted(self, key: tuple[str, str], name: str) -> Unknown:
        """The list for the editor: the name, and terms that it may have meant."""
        offered = [{"pk": term.pk, "label": term.label} for term in near(key[0], name)]
        before = self.decided.get(key, {})
        self.unknown[key] = {
            "vocabulary": key[0],
            "name": before.get("name", name),
            "near": offered,
            "chosen": before.get("chosen"),
            "creates": before.get("creates", False),
            "made": before.get("made"),
            "is_ours": before.get("is_ours", False),
        }
        return self.unknown[key]


def _key(name: str) -> str:
    return line(name).casefold()
