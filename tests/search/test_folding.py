"""Words are found however their signs are typed: the question and the index fold alike."""

import pytest
from django.db import connection

from core.models import PagePart
from search.engine import search
from search.parts import matching
from search.results import SearchQuery
from search.words.highlighting import marked
from search.words.query_parser import parse
from tests import factories

pytestmark = pytest.mark.django_db
# What a page says, and what is asked.
SAID = [
    ("Wet\u02bcsuwet\u02bcen", "Wet'suwet'en"),
    ("Wet\u02bcsuwet\u02bcen", "Wet’suwet’en"),
    ("Wet\u02bcsuwet\u02bcen", "wet\u02bcsuwet\u02bcen"),
    ("Wet'suwet'en", "Wet\u02bcsuwet\u02bcen"),
    ("K\u02bb\u02bbomoks", "k'omoks"),
    ("Peer\u00adworkers", "peerworkers"),
    ("Peerworkers", "peer\u00adworkers"),
    ("the \ufb01nal report", "final report"),
    ("the final report", "\ufb01nal"),
    ("to\u200bgether", "together"),
    ("Me\u0301tis", "metis"),
    ("doi 10.1234/abc.2", "https://doi.org/10.1234/abc.2"),
    ("doi 10.1234/abc.2", "doi:10.1234/ABC.2"),
    ("می\u200cخواهم", "می\u200cخواهم"),
]


@pytest.mark.parametrize("place", ["title", "lead"])
@pytest.mark.parametrize(("said", "asked"), SAID)
def test_it_is_found(said, asked, place, made):
    page = made(factories.standard_page, **{"title": "Something", place: said})
    assert [hit.page.pk for hit in search(SearchQuery(asked)).items] == [page.pk]


def test_what_was_stored_before_words_were_cleaned_is_found_when_it_is_indexed(made):
    page = made(factories.standard_page, title="Something")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE home_standardpage SET lead = %s", ["Peer\u00adworkers"])
    made(lambda: type(page).objects.get(pk=page.pk).save_revision(clean=False).publish())
    assert [hit.page.pk for hit in search(SearchQuery("peerworkers")).items] == [page.pk]


def test_the_letter_stays_in_what_is_shown():
    assert marked("The Wet\u02bcsuwet\u02bcen say", parse("wet'suwet'en")) == (
        "The <mark>Wet\u02bcsuwet\u02bcen</mark> say"
    )


def test_a_finding_is_found_by_it(made):
    group = {"group": None, "heading": "Wet\u02bcsuwet\u02bcen", "items": ["<p>One.</p>"]}
    page = made(factories.resource, findings=[("group", group)])
    assert matching(parse("wet'suwet'en one")) == list(PagePart.objects.filter(page=page).values_list("pk", flat=True))
