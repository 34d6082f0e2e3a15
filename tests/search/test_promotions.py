"""Recommended pages stand above the results: for their words, until their day, and only for who may see them."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.models import Promotion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def promote():
    def made(page, words="naloxone kits", **fields):
        promotion = Promotion(page=page, words=words, **fields)
        promotion.full_clean()
        promotion.save()
        return promotion

    return made


def results(client, words, **question):
    return client.get("/api/search/", {"q": words} | question).json()["results"]


def promoted(client, words, **question):
    return [found["title"] for found in results(client, words, **question) if found.get("promoted")]


@pytest.mark.parametrize(
    ("asked", "is_meant"),
    [
        ("naloxone kits", True),
        ("Where is a naloxone kit?", True),
        ("kit de naloxone", True),
        ("naloxone", False),
        ("kits -naloxone", False),
        ("", False),
    ],
)
def test_all_words_of_a_line_stand_in_the_question(client, promote, asked, is_meant):
    promote(factories.standard_page(title="Take home"), "overdose\nnaloxone kits")
    assert promoted(client, asked) == (["Take home"] if is_meant else [])


def test_the_search_page_says_what_it_is_and_names_it_once(client, promote):
    promote(factories.standard_page(title="Naloxone kits"))
    factories.standard_page(title="Other naloxone kits")
    html = client.get("/search/", {"q": "naloxone kits"}).text
    assert html.count("</mark> <mark>kits</mark></a>") == 2 and html.index("Recommended") < html.index("2 results")
    assert [found.get("promoted", False) for found in results(client, "naloxone kits")] == [True, False]
    assert "Recommandé" in client.get("/fr/recherche/", {"q": "naloxone kits"}).text


def test_where_it_is_the_only_result_nothing_says_that_there_is_none(client, promote):
    promote(factories.standard_page(title="Naloxone kits"))
    html = client.get("/search/", {"q": "naloxone kits"}).text
    assert "Recommended" in html and "empty-result" not in html


def test_a_word_that_stands_on_no_page_is_answered_all_the_same(client, promote):
    promote(factories.standard_page(title="Take home"), "narcan")
    html = client.get("/search/", {"q": "narcan"}).text
    assert "Take home" in html and "Recommended" in html


def test_a_closed_page_is_shown_to_members_alone(client, promote, close):
    page = factories.standard_page(title="Closed door")
    close(page)
    promote(page)
    assert promoted(client, "naloxone kits") == []
    assert "Closed door" not in client.get("/search/", {"q": "naloxone kits"}).text
    client.force_login(factories.user())
    assert promoted(client, "naloxone kits") == ["Closed door"]


def test_a_draft_and_what_is_unpublished_later_are_not_shown(client, promote):
    promote(factories.standard_page(title="A draft", live=False))
    page = factories.standard_page(title="Once live")
    promote(page)
    assert promoted(client, "naloxone kits") == ["Once live"]
    page.unpublish()
    client.force_login(factories.user(is_superuser=True))
    assert promoted(client, "naloxone kits") == []


def test_a_reader_is_shown_it_in_their_language_once(client, promote, french):
    page = factories.standard_page(title="Take home")
    twin = page.copy_for_translation(french, copy_parents=True)
    twin.title = "À emporter"
    twin.save_revision().publish()
    promote(page)
    assert promoted(client, "naloxone kits", lang="fr") == ["À emporter"]
    assert promoted(client, "naloxone kits", lang="en") == ["Take home"]


def test_it_ends_after_its_last_day(client, promote):
    today = timezone.localdate()
    promote(factories.standard_page(title="Today"), until=today)
    promote(factories.standard_page(title="Yesterday"), until=today - datetime.timedelta(days=1))
    assert promoted(client, "naloxone kits") == ["Today"]


def test_the_list_in_the_admin_names_no_page_of_other_sections(client, promote, close):
    page = factories.standard_page(title="Closed door")
    close(page)
    PageViewRestriction.objects.update(restriction_type=PageViewRestriction.GROUPS)
    promote(page)
    person = factories.user()
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_promotion"]))
    client.force_login(person)
    answer = client.get("/admin/snippets/search/promotion/")
    assert answer.status_code == 200 and "Closed door" not in answer.text
