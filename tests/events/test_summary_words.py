"""The words by which a summary is found, besides those on its page."""

import datetime

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_summary_is_found_by_its_series_its_number_and_its_day():
    series = factories.series(title="Tea by the lighthouse")
    page = factories.summary(series, number=5, date=datetime.date(2021, 11, 4))
    for words in ("Tea by the lighthouse", "Webinar 5", "November 4, 2021"):
        assert words in page.search_text


def test_a_series_that_is_not_live_gives_no_words():
    series = factories.series(title="Tea by the lighthouse")
    part = factories.summary(series)
    series.unpublish()
    assert "lighthouse" not in type(part).objects.get(pk=part.pk).search_text
