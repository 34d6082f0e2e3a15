"""Numbers of a series that have no page, and what they tell: nothing."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return factories.series(missing_note="Part 2 was held by telephone.")


def text_of(series):
    return " ".join(Client().get(series.url).text.split())


def test_a_number_without_a_page_is_named_and_explained(series):
    for number in (1, 3):
        factories.summary(series, number=number, title=f"Session {number}")
    text = text_of(series)
    assert text.index("Session 1") < text.index("There is no summary of part 2") < text.index("Session 3")
    assert "Part 2 was held by telephone." in text


@pytest.mark.parametrize("hides", ["draft", "private"])
def test_a_page_that_one_may_not_see_looks_like_one_that_is_not_there(series, hides):
    for number in (1, 3):
        factories.summary(series, number=number, title=f"Session {number}")
    without = text_of(series)
    hidden = factories.summary(series, number=2, title="The secret one", live=hides != "draft")
    if hides == "private":
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert text_of(series) == without


def test_a_hidden_part_at_the_end_makes_no_number(series):
    factories.summary(series, number=1, title="Session 1")
    without = text_of(series)
    factories.summary(series, number=4, title="The secret one", live=False)
    assert text_of(series) == without
