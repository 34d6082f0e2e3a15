"""The terms of some vocabularies as facets need them: by slug, by former slug, as trees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from caching.site_version import cached_until_change
from core.models import FormerTermSlug, Term
from core.models.terms import known_terms
from core.visibility import STRANGER
from search.facet_index import FacetIndex
from users.models import AnyUser


class TermTable:
    """The terms of some vocabularies, read once: by slug, by former slug, as trees."""

    def __init__(self, vocabularies: list[str]) -> None:
        self.vocabularies = vocabularies
        # Entries of each term and what lies below it, by facet and index.
        self.put_together: dict[tuple[str, FacetIndex], dict[str, int]] = {}

    @cached_property
    def _terms(self) -> dict[int, Term]:
        return {pk: term for pk, term in known_terms().items() if term.vocabulary in self.vocabularies}

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Term]:
        return {(term.vocabulary, term.slug): term for term in self._terms.values()}

    @cached_property
    def _former(self) -> dict[tuple[str, str], int]:
        rows = FormerTermSlug.objects.filter(vocabulary__in=self.vocabularies)
        return {(vocabulary, slug): pk for vocabulary, slug, pk in rows.values_list("vocabulary", "slug", "term")}

    @cached_property
    def _children(self) -> dict[tuple[str, int | None], list[Term]]:
        found: dict[tuple[str, int | None], list[Term]] = {}
        for term in self._terms.values():
            if not term.merged_into_id:
                # What it is part of may not be approved.
                parent = term.parent_id if term.parent_id in self._terms else None
                found.setdefault((term.vocabulary, parent), []).append(term)
        return found

    def present(self, vocabulary: str, slug: str) -> str:
        """The slug under which the term stands today; empty for none."""
        term = self._by_slug.get((vocabulary, slug)) or self._terms.get(self._former.get((vocabulary, slug), 0))
        while term and term.merged_into_id:
            term = self._terms.get(term.merged_into_id)
        return term.slug if term else ""

    def term(self, vocabulary: str, slug: str) -> Term | None:
        """The term as it stands today; None for a slug that means nothing."""
        return self._by_slug.get((vocabulary, self.present(vocabulary, slug)))

    def below(self, vocabulary: str, slug: str) -> set[int]:
        """Keys of the term and of all terms below it."""
        term = self._by_slug[(vocabulary, slug)]
        keys = {term.pk} | {found.pk for found, _depth in self._walk(vocabulary, term.pk, 0)}
        # An old draft that goes live may carry a term that was merged since.
        return keys | {found.pk for found in self._terms.values() if found.merged_into_id in keys}

    def up_from(self, vocabulary: str, key: int) -> Iterator[str]:
        """Slugs of a term of the vocabulary and of what it is part of; none for a key of another one."""
        term = self._terms.get(key)
        while term and term.merged_into_id:
            term = self._terms.get(term.merged_into_id)
        seen: set[int] = set()
        while term and term.vocabulary == vocabulary and not term.merged_into_id and term.pk not in seen:
            seen.add(term.pk)
            yield term.slug
            term = self._terms.get(term.parent_id or 0)

    def tree(self, vocabulary: str) -> Iterator[tuple[Term, int]]:
        return self._walk(vocabulary, None, 0)

    def _walk(self, vocabulary: str, parent: int | None, depth: int) -> Iterator[tuple[Term, int]]:
        for term in self._children.get((vocabulary, parent), []):
            yield term, depth
            yield from self._walk(vocabulary, term.pk, depth + 1)


@cached_until_change
def term_table(*vocabularies: str) -> TermTable:
    return TermTable(list(vocabularies))


@dataclass
class Context:
    """What facets need besides the entries: the terms, and who reads."""

    terms: TermTable
    user: AnyUser = STRANGER
    # What facets of one list keep for each other during a request.
    kept: dict[str, Any] = field(default_factory=dict)
