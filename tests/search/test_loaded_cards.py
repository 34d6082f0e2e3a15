"""What the cards of a list show is remembered; who may see them is asked each time."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from caching.site_version import one_reading
from core.visibility import STRANGER
from search.lists import loaded_cards
from search.lists.loaded_cards import load_cards
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home, commit):
    for title in ("One", "Two"):
        factories.resource(title=title)
    commit()
    return factories.resource_index()


def titles(index, user=STRANGER):
    """In a request of its own."""
    keys = list(index.get_entries().order_by("pk").values_list("pk", flat=True))
    with one_reading():
        return [page.title for page in load_cards(index, keys, user).values()]


def test_cards_are_loaded_once(index, django_assert_num_queries):
    assert titles(index) == ["One", "Two"]
    keys = list(index.get_entries().values_list("pk", flat=True))
    # What is private, and which of them may be seen.
    with one_reading(), django_assert_num_queries(2):
        cards = load_cards(index, keys, STRANGER).values()
        assert all(card.terms for card in cards)


def test_what_became_private_meanwhile_is_not_given(index):
    assert titles(index) == ["One", "Two"]
    closed = index.get_entries().get(title="One")
    # Nothing announces it.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=Page.objects.get(pk=closed.pk), restriction_type=PageViewRestriction.LOGIN)]
    )
    assert titles(index) == ["Two"]
    assert titles(index, factories.user()) == ["One", "Two"]
    assert titles(index) == ["Two"]


def test_what_is_no_longer_live_is_not_given(index):
    assert titles(index) == ["One", "Two"]
    Page.objects.filter(title="One").update(live=False)
    assert titles(index) == ["Two"]


def test_a_member_before_opens_nothing_to_a_stranger(index, close):
    close(index.get_entries().get(title="One"))
    assert titles(index, factories.user()) == ["One", "Two"]
    assert titles(index) == ["Two"]


def test_what_a_view_adds_to_a_card_is_its_own(index):
    keys = list(index.get_entries().values_list("pk", flat=True))
    for card in load_cards(index, keys, STRANGER).values():
        card.found_parts = ["a part"]
        card.title = "changed"
    assert titles(index) == ["One", "Two"]
    assert not any(hasattr(card, "found_parts") for card in load_cards(index, keys, STRANGER).values())


def test_a_search_in_the_list_leaves_no_trace_in_it(index):
    with_words = index.listing(RequestFactory().get("/?q=one"), STRANGER).page_obj.object_list
    assert [card.title for card in with_words] == ["One"]
    plain = index.listing(RequestFactory().get("/"), STRANGER).page_obj.object_list
    assert all(not getattr(card, "found_parts", None) for card in plain)


def test_memory_is_bounded(index, monkeypatch):
    monkeypatch.setattr(loaded_cards, "MOST", 1)
    assert titles(index) == ["One", "Two"]
    assert titles(index) == ["One", "Two"]


def test_a_change_is_shown(index, commit):
    assert titles(index) == ["One", "Two"]
    page = index.get_entries().get(title="One")
    page.title = "First"
    page.save_revision().publish()
    commit()
    assert titles(index) == ["First", "Two"]
