"""What a network page shows."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from networks.models import Committee, CommitteeText, Seat, SeatText
from tests import factories

pytestmark = pytest.mark.django_db


def html(page) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def committee() -> Committee:
    made = Committee(slug="steering", status="on-hold")
    made.texts = [CommitteeText(language="en", name="Steering committee", status_note="Waits for a review.")]
    vacant = Seat(texts=[SeatText(language="en", description="For the North")])
    made.seats = [Seat(person=factories.person(name), role="co-chair") for name in ("Ada One", "Ben Two")] + [vacant]
    made.save()
    return made


def test_committees_with_co_chairs_vacant_seats_and_state():
    text = html(factories.network_page(committees=[("committee", committee())]))
    assert text.count("Co-chair") == 2
    for words in ("On hold", "Waits for a review.", "Vacant seat", "For the North"):
        assert words in text


def test_every_list_is_shown():
    fields = {
        "goals": [("goal", "<p>Find gaps</p>")],
        "principles": [("principle", {"name": "No ranks", "text": "<p>First names.</p>"})],
        "history": [("step", {"date": "2017-03", "text": "<p>Began</p>"})],
        "programs": [("program", {"name": "Learning circle", "text": ""})],
        "session_format": [("step", {"name": "One case", "text": ""})],
        "join_mailbox": "join@example.org",
        "member_count": 64,
    }
    text = html(factories.network_page(**fields))
    for words in ("Find gaps", "No ranks", "March 2017", "Learning circle", "One case", "join@example.org", "64"):
        assert words in text


def test_hides_subpages_that_the_visitor_may_not_open():
    page = factories.network_page()
    shown = factories.network_page(page, title="Shown below")
    hidden = factories.network_page(page, title="Hidden below")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    text = html(page)
    assert shown.title in text
    assert hidden.title not in text


def test_empty_fields_print_nothing():
    text = html(factories.network_page())
    for heading in ("Purpose", "Goals", "Committees", "History", "Reports", "Take part</h2>"):
        assert f">{heading}" not in text
