import pytest

from core.going_live import CannotGoLive
from events.models import Occurrence
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_event_without_a_host_cannot_go_live():
    page = factories.event(live=False, organisations=[])
    with pytest.raises(CannotGoLive, match="host"):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live


def test_occurrences_are_there_from_the_first_publish_and_go_with_the_page():
    page = factories.event()
    assert Occurrence.objects.filter(event=page).count() == 1
    page.unpublish()
    assert not Occurrence.objects.filter(event=page).exists()


def test_each_kind_made_by_a_factory_goes_live():
    for make in (factories.summary, factories.resource, factories.network_page, factories.standard_page):
        assert make().live


def test_a_page_below_one_that_is_not_live_is_warned_of():
    series = factories.series(title="Five evenings")
    part = factories.summary(series, live=False)
    series.unpublish()
    said = [problem.message for problem in part.go_live_warnings()]
    assert any("under “Five evenings”, which is not live yet" in words for words in said)
    series.save_revision().publish()
    part.refresh_from_db()
    assert not any("not live yet" in problem.message for problem in part.go_live_warnings())
