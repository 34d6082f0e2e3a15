"""Where the network begins: what is shown there, to whom, and how the list stays in reach."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from networks.models import Committee, CommitteeText, Person, Seat, SeatText
from tests import factories

pytestmark = pytest.mark.django_db


def committee(name="Steering committee", **fields):
    made = Committee(slug=name.lower().replace(" ", "-"), **fields)
    made.texts = [CommitteeText(language="en", name=name, purpose="<p>Sets the year's work.</p>")]
    vacant = Seat(texts=[SeatText(language="en", description="For the North")])
    made.seats = [Seat(person=factories.person("Ada One"), role="chair"), vacant]
    made.save()
    return made


def shown_on_a_page(*committees, **fields):
    return factories.network_page(committees=[("committee", one) for one in committees], **fields)


def close(page, *groups):
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=kind).groups.set(groups)


@pytest.fixture
def html(client):
    def ask(query="", user=None):
        if user:
            client.force_login(user)
        answer = client.get(factories.network_index().url + query)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


def test_a_group_with_its_vacant_seat_and_its_chair(html):
    page = shown_on_a_page(committee())
    text = html()
    for words in ("Steering committee", "1 vacant seat", "Ada One", f'href="{page.url}#steering-committee"'):
        assert words in text


def test_a_group_with_its_next_meeting(html):
    group = committee()
    shown_on_a_page(group)
    day = timezone.localdate() + datetime.timedelta(days=20)
    factories.event(committee=group, start_date=day + datetime.timedelta(days=30), title="The one after it")
    meeting = factories.event(committee=group, start_date=day)
    text = html()
    assert "Next meeting" in text and f'href="{meeting.url}"' in text
    assert "The one after it" not in text


@pytest.mark.parametrize(
    "change", [{"condition": "cancelled", "condition_reason": "Illness."}, {"start_date": datetime.date(2020, 2, 3)}]
)
def test_what_is_cancelled_or_past_is_no_next_meeting(html, change):
    group = committee()
    shown_on_a_page(group)
    factories.event(committee=group, **change)
    assert "Next meeting" not in html()


def test_a_closed_group_is_left_out_and_one_that_rests_seeks_nobody(html):
    shown_on_a_page(committee("Old table", status="closed"), committee("Resting table", status="on-hold"))
    text = html()
    assert "Old table" not in text
    assert "Resting table" in text and "vacant seat" not in text


def test_a_meeting_for_members_is_hidden_from_others(html):
    group = committee()
    shown_on_a_page(group)
    meeting = factories.event(committee=group)
    close(meeting)
    assert "Next meeting" not in html()
    assert meeting.url in html(user=factories.user())
    assert "Next meeting" not in html_of_a_stranger()


def html_of_a_stranger():
    return Client().get(factories.network_index().url).content.decode()


def test_a_group_that_only_private_pages_describe_is_hidden(html):
    board = Group.objects.create(name="Board")
    page = shown_on_a_page(committee("Secret table"), title="Secret page")
    close(page, board)
    assert "Secret" not in html()
    assert "Secret" not in html(user=factories.user())
    member = factories.user()
    member.groups.add(board)
    assert "Secret table" in html(user=member)


def test_a_group_that_nobody_approved_is_hidden(html):
    shown_on_a_page(committee("Unheard of"))
    Committee.objects.update(live=False)
    assert "Unheard of" not in html()


def test_people_whom_staff_chose_stand_in_their_order(html):
    shown_on_a_page(committee())
    one, two, hidden = (factories.person(name) for name in ("Zoe First", "Abe Second", "Not Approved"))
    index = factories.network_index()
    index.shown_people = [("person", person) for person in (one, two, hidden)]
    index.save_revision().publish()
    Person.objects.filter(pk=hidden.pk).update(live=False)
    text = html()
    assert text.index("Zoe First") < text.index("Abe Second")
    assert "Ada One" not in text and "Not Approved" not in text


def test_reports_of_pages_that_the_visitor_may_open(html):
    report = {"title": "What a ferry costs", "url": "https://example.org/ferry.pdf", "page": None, "document": None}
    factories.network_page(reports=[("report", report)])
    secret = factories.network_page(reports=[("report", report | {"title": "Salaries"})])
    close(secret)
    text = html()
    assert "What a ferry costs" in text and "Salaries" not in text


def test_purpose_and_call_are_written_by_staff(html):
    index = factories.network_index()
    index.purpose = "<p>Nobody learns alone.</p>"
    call = {"heading": "Join us", "text": "", "label": "How to join", "url": "https://example.org/join"}
    index.join = [("call", call | {"page": None, "document": None})]
    index.save_revision().publish()
    text = html()
    assert "Nobody learns alone." in text and "How to join" in text


def test_what_is_empty_is_left_out(html):
    factories.network_index()
    text = html()
    for heading in ("groups", "people", "organisations", "reports", "pages"):
        assert f'<h2 id="{heading}"' not in text


def test_three_hundred_groups_are_folded_behind_the_first(html):
    shown_on_a_page(*(committee(f"Table {number}") for number in range(30)))
    text = html()
    assert "24 more groups" in text and "<details" in text


@pytest.mark.parametrize("query", ["?q=ferry", "?sort=title", "?page=1", "?topic=housing"])
def test_the_list_is_where_it_was(html, query):
    factories.network_page(title="A ferry page")
    assert "data-listing" in html(query)
    assert "data-listing" not in html()


def test_pages_stand_in_the_order_of_the_tree(html):
    factories.network_page(title="Zebra")
    factories.network_page(title="Antelope")
    text = html()
    assert text.index("Zebra") < text.index("Antelope")
    assert "All 2 pages" in text


def test_more_groups_cost_no_more_queries(client, django_assert_max_num_queries):
    shown_on_a_page(committee("One"))
    client.get(factories.network_index().url)
    shown_on_a_page(*(committee(f"Table {number}", status="active") for number in range(5)))
    assert Person.objects.count() == 6
    with django_assert_max_num_queries(60):
        assert "Table 4" in client.get(factories.network_index().url).content.decode()
