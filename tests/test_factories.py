"""What the factories make may go live: they do not ask each time (factories._page)."""

import pytest

from core.going_live import problems_of
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        factories.home,
        factories.event_index,
        factories.webinar_index,
        factories.resource_index,
        factories.network_index,
        factories.event,
        factories.series,
        factories.summary,
        factories.resource,
        factories.network_page,
        factories.standard_page,
    ],
    ids=lambda make: make.__name__,
)
def test_it_may_go_live(make):
    assert problems_of(make()) == []
