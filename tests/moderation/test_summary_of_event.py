"""From an event that was held to its summary: one button, once, by who may, filled in from the event."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.models import WebinarSummaryPage
from moderation.groups import set_up_groups
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


@pytest.fixture
def enter(client):
    set_up_groups()

    def as_editor(group="Editors"):
        person = factories.user()
        person.groups.set(Group.objects.filter(name=group))
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return person

    return as_editor


@pytest.fixture
def held():
    factories.webinar_index()

    def make(**fields):
        usual = {
            "title": "Working nights",
            "start_date": TODAY - datetime.timedelta(days=3),
            "mode": "hybrid",
            "venue_city": "Kestrel Bay",
            "objectives": [("objective", "Say what nights ask of us"), ("objective", "x" * 300)],
            "people": [("person", {"name": "Anna Reyes", "part": "panellist"})],
        }
        return factories.event(**usual | fields)

    return make


def press(client, event):
    return client.post(reverse("write_summary", args=[event.pk]))


def test_what_the_event_says_is_filled_in(client, enter, held):
    enter()
    series = factories.series(title="Nights")
    topic = factories.term("topic", "Night work")
    event = held(series=series, series_position=3, terms=[topic])
    answer = press(client, event)
    summary = WebinarSummaryPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[summary.pk])
    assert not summary.live
    assert (summary.title, summary.number, summary.date) == ("Working nights", 3, event.start_date)
    assert (summary.start_time, summary.end_time, summary.mode) == (event.start_time, event.end_time, "hybrid")
    assert summary.get_parent().pk == series.pk
    assert summary.event == event
    assert [block.value["name"] for block in summary.people] == ["Anna Reyes"]
    assert [block.value["heading"] for block in summary.sections] == ["Say what nights ask of us", ""]
    assert "x" * 300 in str(summary.sections[1].value["body"])
    assert len(summary.questions) == 1
    assert [row.term for row in summary.page_terms.all()] == [topic]


def test_the_form_of_the_draft_opens(client, enter, held):
    enter()
    answer = client.post(reverse("write_summary", args=[held().pk]), follow=True)
    assert answer.status_code == 200
    assert "Working nights" in answer.content.decode()


def test_pressed_twice_there_is_one(client, enter, held):
    enter()
    event = held()
    assert press(client, event).url == press(client, event).url
    assert WebinarSummaryPage.objects.count() == 1


def test_of_an_event_that_repeats_the_last_date_is_summed_up(client, enter, held):
    enter()
    first = TODAY - datetime.timedelta(days=17)
    own = {"day": str(first + datetime.timedelta(days=14)), "title": "With Ida"}
    event = held(
        start_date=first,
        repeats="weekly",
        repeats_until=TODAY + datetime.timedelta(days=30),
        dates_apart=[{"type": "own", "value": own}],
    )
    press(client, event)
    summary = WebinarSummaryPage.objects.get()
    assert (summary.title, summary.date) == ("With Ida", first + datetime.timedelta(days=14))


@pytest.mark.parametrize(
    "fields",
    [
        {"start_date": TODAY + datetime.timedelta(days=3)},
        {"condition": "cancelled", "condition_reason": "Snow."},
        {"live": False},
    ],
)
def test_what_was_not_held_has_no_summary(client, enter, held, fields):
    enter()
    event = held(**fields)
    assert press(client, event).status_code in {302, 403}
    assert not WebinarSummaryPage.objects.exists()


def test_who_may_not_add_a_summary_may_not_begin_one(client, enter, held):
    event = held()
    assert press(client, event).status_code == 302
    enter("Members")
    assert press(client, event).status_code in {302, 403}
    assert not WebinarSummaryPage.objects.exists()


def test_the_desk_asks_the_owner_until_there_is_one(client, enter, held):
    person = enter()
    event = held(owner=person)
    held(title="Somebody else’s")
    held(title="Long ago", owner=person, start_date=TODAY - datetime.timedelta(days=90))
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    asked = desk[desk.index("Summaries to write") :][:3000]
    assert "Working nights" in asked
    assert "Somebody else" not in asked and "Long ago" not in asked
    press(client, event)
    assert "Summaries to write" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_of_the_event_leads_to_it_once_it_is_live(client, enter, held):
    enter()
    event = held()
    press(client, event)
    summary = WebinarSummaryPage.objects.get()
    client.logout()
    assert summary.slug not in client.get(event.url).content.decode()
    summary.summary, summary.sections, summary.questions = "<p>What was said.</p>", [], []
    summary.save_revision().publish()
    assert f'href="{summary.url}"' in client.get(event.url).content.decode()
