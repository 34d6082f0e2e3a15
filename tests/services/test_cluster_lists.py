"""Lists that a real cluster counts are those that a process counts in memory, whoever asks and whatever is chosen."""

import datetime
import itertools
import random

import pytest
from django.test import RequestFactory, override_settings
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from core.models import Term
from core.visibility import STRANGER
from search.lists.feeds import newest_keys
from tests import factories
from tests.search.random_site import RandomSite
from tests.search.test_leaks import compare
from tests.services.cluster import NODES, up_to_date

pytestmark = [pytest.mark.services, pytest.mark.django_db]
SEED = 20261128
TITLES = ["Zebra", "apple", "Éclair", "eclair", "10 of us", "2 of us", "Peers warm", "Warm handover for peers", "Œuvre"]


@pytest.fixture
def lists(at_cluster, django_capture_on_commit_callbacks):
    """Some pages of each kind, a few of them closed, drafts or translated."""
    chance = random.Random(SEED)
    province, town = factories.term("region", "BC"), factories.term("region", "Vernon")
    Term.objects.filter(pk=town.pk).update(parent=province)
    base = [factories.term("category", "X"), factories.term("language", "English")]
    with django_capture_on_commit_callbacks(execute=True):
        series = [factories.series(title=f"Series {name}") for name in "AB"]
        for number in range(24):
            terms = [*base, chance.choice([province, Term.objects.get(pk=town.pk)])]
            title, live = f"{chance.choice(TITLES)} {number % 7}", chance.random() < 0.85
            year, day = chance.choice([None, 1999, 2020, 2021]), timezone.localdate()
            pages = [
                factories.resource(title=title, year=year, terms=terms, live=live),
                factories.event(title=title, start_date=day + datetime.timedelta(days=37 * (number - 12)), live=live),
                factories.summary(title=title, parent=chance.choice(series), live=live),
            ]
            for page in pages:
                if chance.random() < 0.15:
                    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
                elif live and chance.random() < 0.15:
                    factories.in_french(page, title=f"{title} en français")
    up_to_date()
    return [factories.resource_index(), factories.event_index(), factories.webinar_index()]


QUERIES = {
    "resource": ["category=x", "region=bc", "region=vernon", "year=2020&year=2021", "year=not-said", "full_text=no"],
    "event": ["when=past", "when=all", "year=2026&when=all", "mode=online", "month=2026-12"],
    "webinar": ["series=series-a", "series=series-a&series=series-b", "year=2020"],
}
WORDS = ["", "q=peers", "q=warm+handover+peers", "q=zebra&sort=title", "q=warm+peers+for&sort=title", "q=--", "q=xyzzy"]
ORDERS = ["sort=title", "sort=newest&page=2", "sort=oldest", "sort=date", "sort=added", "page=9"]


def asked(index):
    single = ["", *QUERIES[index.kind]]
    yield from single
    yield from ORDERS
    yield from ("&".join(filter(None, pair)) for pair in itertools.product(single[:4], WORDS))


def said(index, query, user):
    found = index.listing(RequestFactory().get(f"/?{query}"), user)
    page = found.page_obj
    answer = {
        "total": found.total,
        "page": page.number,
        "entries": [entry.title for entry in page.object_list],
        "groups": [(group.facet.name, group.values) for group in found.groups],
        # Of facets that the form does not show, too.
        "counts": {facet.name: _counts(found, facet) for facet in found.filters.facets},
        "ways out": [] if found.total else found.ways_out_list(),
        "feed": sorted(newest_keys(found, 50)),
        # As files have them.
        "all": found.keys(),
    }
    # Many have the same words: of those the order is the engine's own.
    if "q=" in query and "sort=" not in query:
        answer |= {name: sorted(answer[name]) for name in ("entries", "all")}
    return found.is_degraded, answer


def _counts(found, facet):
    return {value: count for value, count in found.selection.counts(facet).items() if count}


def test_lists_are_those_that_a_process_counts(lists):
    for index in lists:
        for query, user, language in itertools.product(asked(index), (STRANGER, factories.user()), ("en", "fr")):
            place = index.get_translation_or_none(Locale.objects.get(language_code=language)) or index
            with override(language):
                with override_settings(SEARCH_LISTS="cluster"):
                    is_degraded, answer = said(place, query, user)
                assert not is_degraded, (index.kind, query)
                assert answer == said(place, query, user)[1], (index.kind, query, user, language)


def test_a_cluster_that_is_away_is_stood_in_for(lists, at_cluster):
    for node in NODES:
        at_cluster.kill(node)
    with override_settings(SEARCH_LISTS="cluster"):
        is_degraded, answer = said(lists[0], "region=bc", STRANGER)
    assert is_degraded and answer == said(lists[0], "region=bc", STRANGER)[1]


def test_what_is_hidden_makes_no_difference(at_cluster, django_capture_on_commit_callbacks):
    """In no word and no number of search and lists."""

    def take_away(level):
        with django_capture_on_commit_callbacks(execute=True):
            site.take_away(level)
        up_to_date()

    with django_capture_on_commit_callbacks(execute=True):
        site = RandomSite(SEED)
    up_to_date()
    with override_settings(SEARCH_LISTS="cluster"):
        compare(site, take_away)
