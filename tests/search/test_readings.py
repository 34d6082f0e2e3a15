"""How often public pages are read: counted by page and day, also from the page cache, without knowing who reads."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.insight import readings
from search.insight.readings import KEPT, ReadingCounter, counter, forget_old_readings, readings_of
from search.models import PageReadings
from tests import factories

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    counter.forget()
    yield
    counter.forget()


@pytest.fixture
def visitor(client):
    client.defaults["HTTP_USER_AGENT"] = BROWSER
    return client


def noted():
    counter.write()
    return dict(PageReadings.objects.values_list("page__title", "times"))


def test_each_reading_counts_also_from_the_page_cache(visitor):
    page = factories.event(title="Evening")
    for _time in range(3):
        visitor.get(page.url)
    assert noted() == {"Evening": 3}


def test_a_kept_page_costs_no_write(visitor):
    page = factories.event()
    visitor.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        visitor.get(page.url)
    assert [one["sql"] for one in queries if not one["sql"].startswith("SELECT")] == []


def test_a_page_that_the_browser_has_still_is_read_again(visitor):
    page = factories.event(title="Evening")
    etag = visitor.get(page.url).headers["ETag"]
    assert visitor.get(page.url, headers={"If-None-Match": etag}).status_code == 304
    assert noted() == {"Evening": 2}


def test_robots_programs_and_who_is_signed_in_are_not_counted(visitor, client):
    page = factories.event()
    for agent in ["", "curl/8", "Mozilla/5.0 (compatible; Googlebot/2.1)"]:
        client.get(page.url, headers={"User-Agent": agent})
    visitor.head(page.url)
    visitor.force_login(factories.user())
    visitor.get(page.url)
    assert noted() == {}


def test_what_is_no_page_is_not_counted(visitor):
    page = factories.event(title="Evening")
    visitor.get(f"{page.url}event.ics")
    visitor.get("/nothing/")
    visitor.get("/search/")
    assert noted() == {}


def test_a_private_page_is_not_counted_for_strangers(visitor):
    page = factories.event()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    visitor.get(page.url)
    assert noted() == {}


def test_the_header_between_page_and_counter_never_goes_out(visitor):
    page = factories.event()
    assert all("X-Read" not in visitor.get(page.url).headers for _time in range(2))
    visitor.force_login(factories.user())
    assert "X-Read" not in visitor.get(page.url).headers


def test_two_processes_add_to_one_row():
    page = factories.event(title="Evening")
    for process in (ReadingCounter(), ReadingCounter()):
        process.count(page.pk)
        process.write()
    assert noted() == {"Evening": 2}


def test_a_page_that_is_gone_takes_no_other_with_it():
    page = factories.event(title="Evening")
    counter.count(page.pk)
    counter.count(page.pk + 1_000)
    assert noted() == {"Evening": 1}


def test_a_database_that_takes_nothing_loses_counts_and_nothing_else(monkeypatch):
    page = factories.event(title="Evening")
    counter.count(page.pk)
    with monkeypatch.context() as broken:

        def refuse(times):
            raise DatabaseError

        broken.setattr(readings, "_write", refuse)
        counter.write()
    counter.count(page.pk)
    assert noted() == {"Evening": 1}


def test_memory_stays_small():
    small = ReadingCounter()
    for number in range(readings.MOST_PAGES + 10):
        small.count(number)
    assert len(small.times) == readings.MOST_PAGES


def test_old_counts_go():
    page = factories.event()
    today = timezone.localdate()
    for ago in (0, KEPT.days, KEPT.days + 1):
        PageReadings.objects.create(page=page, day=today - datetime.timedelta(days=ago), times=1)
    assert forget_old_readings() == 1


def test_sums_are_of_lately_and_of_all():
    page = factories.event()
    for ago, times in ((0, 2), (29, 3), (30, 5)):
        day = timezone.localdate() - datetime.timedelta(days=ago)
        PageReadings.objects.create(page=page, day=day, times=times)
    assert readings_of([page], factories.user()) == {page.pk: (5, 10)}


def test_numbers_of_private_pages_are_told_to_who_may_see_them():
    page = factories.event()
    PageReadings.objects.create(page=page, day=timezone.localdate(), times=9)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    assert readings_of([page], factories.user()) == {}
    assert readings_of([page], factories.user(is_superuser=True)) == {page.pk: (9, 9)}
