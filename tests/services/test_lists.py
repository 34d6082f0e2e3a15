"""A list on PostgreSQL, where a transaction may be committed long after younger ones."""

import threading

import pytest
from django.db import connection, transaction

from resources.models import ResourcePage
from tests import factories
from tests.search.test_facets import listing
from tests.services import COMMITTED

pytestmark = COMMITTED


def years():
    group = next(group for group in listing("/").groups if group.facet.name == "year")
    return {value.value: value.count for value in group.values}


class SlowTransaction(threading.Thread):
    """Publishes a page with another year, and commits when it is told to."""

    def __init__(self, page):
        super().__init__(daemon=True)
        self.page, self.is_published, self.may_commit = page, threading.Event(), threading.Event()

    def run(self):
        with transaction.atomic():
            self.page.year = 2021
            self.page.save_revision().publish()
            self.is_published.set()
            self.may_commit.wait(60)
        connection.close()


def publish_fifty_times(page):
    for number in range(50):
        page.summary = f"Summary {number}"
        page.save_revision().publish()
        years()


@pytest.fixture
def pages(postgresql):
    return factories.resource(year=2020), factories.resource(year=2020)


def test_what_a_slow_transaction_published_is_not_missed_beside_fifty_publications(pages):
    slow = SlowTransaction(ResourcePage.objects.get(pk=pages[0].pk))
    assert years() == {"2020": 2}
    slow.start()
    assert slow.is_published.wait(60)
    publish_fifty_times(pages[1])
    slow.may_commit.set()
    slow.join(60)
    assert years() == {"2020": 1, "2021": 1}
