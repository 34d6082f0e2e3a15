"""Staff are told when search is behind the pages, and only when it really is."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from search.indexing.lag import lags
from search.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
BEHIND = "Search is behind the pages."


def published(page, ago):
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - ago)


@pytest.fixture
def page(made):
    return made(factories.standard_page, title="Take home")


@pytest.fixture
def desk(client):
    client.force_login(factories.user(is_superuser=True))
    return lambda: client.get(reverse("wagtailadmin_home")).text


def test_nothing_is_said_while_all_is_well(page, desk, capsys):
    published(page, HOUR)
    assert lags() == [] and BEHIND not in desk()
    call_command("check_search")
    assert "every page" in capsys.readouterr().out


def test_a_page_that_search_does_not_know_is_told_after_two_minutes(page, desk):
    Entry.objects.filter(object_id=page.pk).update(revision=0)
    published(page, HOUR / 120)
    assert lags() == []
    published(page, HOUR)
    assert "not up to date for 1 page" in lags()[0] and BEHIND in desk()
    with pytest.raises(CommandError, match="not up to date for 1 page"):
        call_command("check_search")


def test_an_entry_of_a_page_that_is_not_live_is_told(page):
    Page.objects.filter(pk=page.pk).update(live=False)
    assert lags() == []
    Entry.objects.filter(object_id=page.pk).update(written=1)
    assert "1 page that is not live" in lags()[0]


def test_what_a_cluster_was_not_told_is_said_where_there_is_one(page, settings):
    Entry.objects.update(is_sent=True)
    Entry.objects.filter(object_id=page.pk).update(written=1_000_000, is_sent=False)
    assert lags() == []
    settings.SEARCH_URL = "elasticsearch9+http://127.0.0.1:1/x_"
    assert "was not told of 1 page" in lags()[0]
