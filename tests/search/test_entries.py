"""Entries follow the pages: written with them, mended by the worker, gone with them."""

import datetime

import pytest
from django.db import connection

from search.engine import search
from search.indexing import entries
from search.jobs import write_entries
from search.models import Entry
from search.results import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db


def titles(words, **question):
    return [hit.page.title for hit in search(SearchQuery(words, **question)).items]


def test_an_entry_is_written_in_the_transaction_that_publishes():
    page = factories.standard_page(title="Zebra")
    page.title = "Okapi"
    page.save_revision().publish()
    assert titles("okapi") == ["Okapi"] and titles("zebra") == []


def test_the_database_keeps_the_index_of_every_change():
    """Fails when a migration makes the table anew and leaves the triggers out."""
    factories.standard_page(title="Zebra")
    Entry.objects.filter(title="zebra").update(title="okapi")
    assert titles("okapi") == ["Zebra"] and titles("zebra") == []


def test_the_worker_writes_what_is_missing_and_takes_away_what_is_gone():
    page = factories.standard_page(title="Zebra")
    Entry.objects.all().delete()
    assert titles("zebra") == []
    write_entries()
    assert titles("zebra") == ["Zebra"]
    type(page).objects.filter(pk=page.pk).update(live=False)
    write_entries()
    assert not Entry.objects.filter(object_id=page.pk, content_type=page.content_type).exists()


def test_the_worker_writes_entries_of_another_version_or_analyser():
    page = factories.standard_page(title="Zebra")
    for old in ({"revision": 0}, {"analyser": 0}):
        Entry.objects.update(title="okapi", **old)
        assert page.pk in entries.stale().values_list("pk", flat=True)
        write_entries()
        assert titles("zebra") == ["Zebra"]
    assert not entries.stale().exists() and not entries.orphans().exists()


def test_a_page_saved_past_publishing_is_found_as_it_is(made):
    page = factories.standard_page(title="Zebra")
    page.title = "Okapi"
    made(page.save)
    assert titles("okapi") == ["Okapi"]


def test_an_entry_that_says_the_same_is_not_written(django_assert_num_queries, made):
    page = factories.standard_page(title="Zebra")
    with connection.execute_wrapper(lambda execute, sql, *rest: (_no_change(sql), execute(sql, *rest))[1]):
        entries.page_entry(page.specific)


def _no_change(sql):
    assert not sql.startswith(("UPDATE", "INSERT", "DELETE")), sql


def test_a_page_that_is_deleted_leaves_no_entry(made):
    page = factories.standard_page(title="Zebra")
    made(page.delete)
    assert not Entry.objects.filter(text__contains="Zebra").exists() and titles("zebra") == []


def test_what_stands_beside_the_text_is_found(made):
    factories.event(
        title="Forum", start_date=datetime.date(2025, 6, 5), mode="online", is_free=True, venue_name="Friendship Hall"
    )
    for words in ("forum june 2025", "event thursday", "online forum", "free event", "friendship hall"):
        assert titles(words) == ["Forum"], words


def test_a_page_without_translation_is_found_by_the_words_of_both_languages():
    factories.event(title="Forum", start_date=datetime.date(2025, 6, 5), mode="online", is_free=True)
    for words in ("forum juin 2025", "événements jeudi", "juin en ligne", "événement gratuit"):
        assert titles(words, language="fr") == ["Forum"], words


def test_the_larger_regions_are_found(made):
    large = factories.term("region", "Okapi Valley")
    small = factories.term("region", "Zebra Town")
    type(small).objects.filter(pk=small.pk).update(parent=large)
    small.refresh_from_db()
    factories.event(title="Forum", terms=[small])
    assert titles("okapi valley") == ["Forum"]
