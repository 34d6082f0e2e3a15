"""Organisations by region or sector: how many, and which."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from caching.site_version import cached_until_change
from core.drawings.shown_map import ShownMap, shown_map
from networks.models.organisations import Organisation
from search.term_table import term_table

# The fields by which organisations are found are called like their vocabularies.
FIELDS = ("region", "sector")


@cached_until_change
def organisation_counts(vocabulary: str) -> dict[str, int]:
    """By slug of the term. Each organisation counts for its term and for what that is part of."""
    counts: Counter[str] = Counter()
    terms = term_table(vocabulary)
    for key in Organisation.objects.approved().values_list(vocabulary, flat=True):
        counts.update(terms.up_from(vocabulary, key or 0))
    return dict(counts)


def organisations_of(vocabulary: str, slug: str) -> Q:
    """Those of the term, or of one below it."""
    return Q(**{f"{vocabulary}__in": term_table(vocabulary).below(vocabulary, slug)})


def organisation_map(vocabulary: str, here: str = "") -> ShownMap | None:
    if vocabulary not in FIELDS:
        return None
    address = reverse("organisations")

    def words(total: int) -> str:
        return ngettext("%(total)s organisation", "%(total)s organisations", total) % {"total": total}

    def url_of(slug: str) -> str:
        return f"{address}?{vocabulary}={slug}"

    return shown_map(vocabulary, organisation_counts(vocabulary), url_of, words, {here})
