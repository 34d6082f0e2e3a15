import datetime
import re

import feedparser
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.visibility import STRANGER
from tests import factories

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_upcoming_events_come_first_and_the_dateless_last(client):
    factories.event(title="No date", precision="none", start_date=None, start_time=None, end_time=None)
    factories.event(title="Later", start_date=day(40))
    factories.event(title="Sooner", start_date=day(3))
    factories.event(title="Over", start_date=day(-3))
    found = html(client, "/events/")
    assert found.index("Sooner") < found.index("Later") < found.index("No date") and "Over</a>" not in found


def test_past_events_run_backwards(client):
    factories.event(title="Long ago", start_date=day(-90))
    factories.event(title="Lately", start_date=day(-3))
    factories.event(title="To come", start_date=day(3))
    found = html(client, "/events/?when=past")
    assert found.index("Lately") < found.index("Long ago") and "To come</a>" not in found


def test_a_month_of_the_strip_leads_to_its_events(client):
    inside, outside = day(3), day(75)
    factories.event(title="Inside", start_date=inside)
    factories.event(title="Outside", start_date=outside)
    assert f"month={inside:%Y-%m}" in html(client, "/events/")
    found = html(client, f"/events/?month={inside:%Y-%m}")
    assert "Inside" in found and "Outside</a>" not in found


def test_a_season_stands_in_its_last_month():
    first = (day(0) + datetime.timedelta(days=62)).replace(day=1)
    factories.event(title="Season", precision="season", start_date=first, start_time=None, end_time=None)
    listing = factories.event_index().listing(RequestFactory().get("/"), STRANGER)
    facet = next(facet for facet in listing.index.facets if facet.name == "month")
    [(month, count)] = facet.counts(listing.all_bits, listing.facet_index, listing.filters.context).items()
    assert count == 1 and facet.narrow(listing.all_bits, listing.facet_index, [month], listing.filters.context)


def test_cancelled_events_stay_in_the_list_and_say_so(client):
    factories.event(title="Called off", condition="cancelled", condition_reason="The ferry is out of service.")
    found = html(client, "/events/")
    assert "Called off" in found and "Cancelled" in found


def test_closed_events_are_neither_listed_nor_counted(client):
    page = factories.event(title="For members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    found = html(client, "/events/")
    assert "For members" not in found and "month=" not in found


def cost(client, address):
    html(client, address)
    with CaptureQueriesContext(connection) as queries:
        html(client, address)
    return len(queries)


@pytest.mark.parametrize("address", ["/events/", "/webinars/"])
def test_lists_cost_few_queries_whatever_their_size(client, address):
    client.force_login(factories.user())
    make = factories.event if address == "/events/" else factories.summary
    for number in range(50):
        make(terms=[factories.term("topic", f"Topic {number % 7}")])
        if number == 4:
            few = cost(client, address)
    assert cost(client, address) <= few + 2 and cost(client, address) <= 20


def test_webinars_are_narrowed_by_series_and_year(client):
    series = factories.series(title="Coming home", slug="coming-home")
    factories.summary(parent=series, title="In the series", date=datetime.date(2025, 1, 9))
    factories.summary(title="By itself")
    found = html(client, "/webinars/?series=coming-home&year=2025")
    assert "In the series" in found and "By itself" not in found and "1 summary" in found
    assert "Coming home" in html(client, "/webinars/").split("listing-head")[0]


@pytest.mark.parametrize("address", ["/events/feed/", "/webinars/feed/", "/network/feed/"])
def test_every_list_has_a_feed(client, address):
    factories.event(title="An event"), factories.summary(title="A summary"), factories.network_page(title="A page")
    answer = client.get(address)
    feed = feedparser.parse(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml") and not feed.bozo and len(feed.entries) == 1


def test_a_feed_has_one_author_and_its_text_is_text(client):
    factories.event(title="An event", lead="Less than < and more than >.")
    content = client.get("/events/feed/").content
    feed = feedparser.parse(content)
    assert content.count(b"<author>") == 1 and feed.feed.author
    [entry] = feed.entries
    assert entry.summary_detail.type == "text/plain"
    assert entry.summary.endswith("Less than < and more than >.")


def test_a_feed_follows_words_and_filters(client):
    factories.event(title="In BC", terms=[factories.term("region", "BC")])
    factories.event(title="Elsewhere")
    feed = feedparser.parse(client.get("/events/feed/?region=bc").content)
    assert [entry.title for entry in feed.entries] == ["In BC"]
    assert 'href="/events/feed/?region=bc"' in client.get("/events/?region=bc").content.decode()


def test_the_month_strip_reads_as_sentences(client):
    first = (day(0).replace(day=1) + datetime.timedelta(days=40)).replace(day=1)
    for number in (5, 6):
        factories.event(start_date=first.replace(day=number))
    html_of = html(client, "/events/")
    strip = html_of[html_of.index('class="month-strip"') :].split("</nav>")[0]
    heard = re.sub(r'<(\w+)[^>]*aria-hidden="true"[^>]*>.*?</\1>', "", strip, flags=re.S)
    words = [" ".join(part.split()) for part in re.findall(r">([^<]+)<", heard) if part.strip()]
    assert f"2 events in {first:%B %Y}" in words
    assert len(words) == 10 and all(re.fullmatch(r"\d+ events? in \w+ \d{4}", one) for one in words)


def test_the_month_strip_reads_as_sentences_in_french(client):
    factories.in_french(factories.event_index(), slug="evenements")
    factories.event(start_date=day(0).replace(day=1) + datetime.timedelta(days=45))
    assert re.search(r"1 événement en \w+ \d{4}", html(client, "/fr/evenements/"))
