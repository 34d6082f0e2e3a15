"""An event is found by the title of its series, unless strangers may not see the series."""

import pytest
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    """How many pages a stranger finds by a word of the series."""
    return lambda word="zyxleak": client.get(f"/api/search/?q={word}&kind=event").json()["total"]


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """What is waiting for the commit happens behind it, the tasks too."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def series(done):
    with done():
        return factories.series(title="Zyxleak talks")


def test_by_the_title_of_an_open_series(series, found, done):
    with done():
        factories.event(title="Public", series=series)
    assert found() == 1


def test_not_by_the_title_of_a_closed_one(series, close, found, done):
    with done():
        close(series)
        factories.event(title="Public", series=series)
    assert found() == 0


def test_no_longer_when_the_series_or_what_is_above_it_is_closed(series, close, found, done):
    with done():
        factories.event(title="Public", series=series)
    assert found() == 1
    with done():
        close(series.get_parent())
    assert found() == 0
    with done():
        PageViewRestriction.objects.get().delete()
    assert found() == 1


def test_by_a_new_title_and_no_longer_by_the_old(series, found, done):
    with done():
        factories.event(title="Public", series=series)
    assert found() == 1
    series.title = "Wintertalks"
    with done():
        series.save_revision().publish()
    assert found() == 0
    assert found("wintertalks") == 1
