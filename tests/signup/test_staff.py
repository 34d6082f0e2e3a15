"""What staff see of those who signed up, and who sees it."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from jobs.models import OutgoingMail
from moderation.groups import set_up_groups
from signup import places
from signup.models import SignUp
from tests import factories
from tests.signup.people import given, open_event, signed_up, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox_for_mail")]


@pytest.fixture
def somebody(client):
    """Signs in somebody of these groups."""
    set_up_groups()

    def sign_in(*groups):
        person = factories.user()
        person.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def event():
    questions = [("question", {"question": "A question for the panel", "kind": "text", "choices": []})]
    event = open_event(capacity=1, sign_up_questions=questions)
    asked = event.sign_up_questions[0].id
    answers = {asked: "=1+1 Who pays?"}
    places.sign_up(event, given("Ada", wants_honorarium=True, access_needs="Captions", answers=answers))
    signed_up(event, "Ben")
    return event


def page_of(client, event):
    return client.get(reverse("sign_ups", args=[event.pk]))


def test_an_editor_sees_needs_and_answers_and_no_honorarium(somebody, event):
    words = page_of(somebody("Editors"), event).content.decode()
    assert "ada@example.org" in words
    assert "Captions" in words
    assert "Who pays?" in words
    assert "Honorarium" not in words


def test_who_was_named_sees_honoraria(somebody, event):
    assert "Honorarium" in page_of(somebody("Editors", "Honoraria"), event).content.decode()


def test_whoever_checks_in_sees_names_and_nothing_else(somebody, event):
    words = page_of(somebody("Check-in"), event).content.decode()
    assert "Ada" in words
    for kept in ("ada@example.org", "Captions", "Who pays?", "Ben", "honorarium"):
        assert kept not in words


@pytest.mark.parametrize("groups", [["Members"], ["Translators"], ["Honoraria"], []])
def test_others_see_nothing(somebody, event, groups):
    client = somebody(*groups)
    for address in (
        reverse("sign_ups", args=[event.pk]),
        reverse("sign_ups_export", args=[event.pk]),
        reverse("sign_ups_overview"),
    ):
        answer = client.get(address)
        if groups == ["Translators"] and answer.status_code == 200:
            # They may change every page.
            continue
        assert "Ada" not in answer.content.decode()
        assert answer.status_code in {302, 403}


def test_whoever_checks_in_gets_no_file_and_cancels_nothing(somebody, event):
    client = somebody("Check-in")
    assert client.get(reverse("sign_ups_export", args=[event.pk])).status_code == 302
    ada = SignUp.objects.get(name="Ada")
    client.post(reverse("sign_up_cancel", args=[ada.pk]))
    client.post(reverse("sign_ups_add", args=[event.pk]), {"name": "Eve", "email": "e@example.org", "language": "en"})
    assert states(event) == {"Ada": "place", "Ben": "waiting"}


def test_it_is_noted_who_came_and_taken_back(somebody, event):
    client, ada = somebody("Check-in"), SignUp.objects.get(name="Ada")
    address = reverse("sign_up_came", args=[ada.pk])
    for said, noted in (("yes", True), ("no", False), ("", None)):
        answer = client.post(f"{address}?q=Ad", {"came": said})
        assert answer.url == f"{reverse('sign_ups', args=[event.pk])}?q=Ad#person-{ada.pk}"
        ada.refresh_from_db()
        assert ada.came is noted


def test_the_file_holds_everybody_and_no_formula(somebody, event):
    answer = somebody("Editors").get(reverse("sign_ups_export", args=[event.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["Ada", "Ben"]
    assert rows[0]["A question for the panel"] == "'=1+1 Who pays?"
    assert rows[0]["State"] == "Has a place"
    assert "Honorarium" not in rows[0]


def test_the_file_of_who_was_named_has_honoraria(somebody, event):
    answer = somebody("Editors", "Honoraria").get(reverse("sign_ups_export", args=[event.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Honorarium"] for row in rows] == ["Yes", "No"]


def test_somebody_who_phoned_is_signed_up_and_cancelled_by_the_same_rules(somebody, event):
    client = somebody("Editors")
    client.post(reverse("sign_ups_add", args=[event.pk]), {"name": "Eve", "email": "e@example.org", "language": "fr"})
    assert states(event)["Eve"] == "waiting"
    again = client.post(
        reverse("sign_ups_add", args=[event.pk]), {"name": "Eve", "email": "E@example.org", "language": "fr"}
    )
    assert "has signed up already" in again.content.decode()
    client.post(reverse("sign_up_cancel", args=[SignUp.objects.get(name="Ada").pk]))
    assert states(event) == {"Ada": "cancelled", "Ben": "offered", "Eve": "waiting"}
    assert OutgoingMail.objects.filter(recipient="ada@example.org").count() == 2


def test_a_translation_leads_to_the_same_list(somebody, event, french):
    assert "ada@example.org" in page_of(somebody("Editors"), french(event)).content.decode()


def test_the_menu_lists_the_events(somebody, event):
    words = somebody("Check-in").get(reverse("sign_ups_overview")).content.decode()
    assert event.title in words
    assert "Sign-ups" in words


def test_whoever_checks_in_learns_of_no_draft(somebody, event):
    event.unpublish()
    client = somebody("Check-in")
    assert event.title not in client.get(reverse("sign_ups_overview")).content.decode()
    assert page_of(client, event).status_code == 302
    ada = SignUp.objects.get(name="Ada")
    client.post(reverse("sign_up_came", args=[ada.pk]), {"came": "yes"})
    ada.refresh_from_db()
    assert ada.came is None
