"""Nobody learns by signing up who has signed up already; programs are kept out, and people are not."""

import pytest
from django.core import mail
from django.test import Client

from jobs.models import OutgoingMail
from signup.models import SignUp
from signup.places import Given, sign_up
from signup.robots import MOST_FOR_A_MAILBOX, MOST_FROM_A_SENDER
from tests import factories
from tests.signup.conftest import opened

pytestmark = pytest.mark.django_db
ADA = Given("Ada", "ada@example.org", "en", "UTC")


def answers(client, answer):
    """What the browser is told, and the page that it is led to, without what is new in each answer."""
    words = client.get(answer["Location"]).content.decode() if answer.status_code == 302 else answer.content.decode()
    told = [line for line in words.splitlines() if "csrf" not in line and 'name="opened"' not in line]
    return answer.status_code, answer.get("Location"), [line.replace("ben@", "ada@") for line in told]


@pytest.mark.parametrize("capacity", [None, 5, 1])
@pytest.mark.parametrize("has_waiting_list", [True, False])
def test_a_mailbox_with_a_sign_up_is_answered_like_any_other(send, client, capacity, has_waiting_list):
    event = factories.event(sign_up_here=True, capacity=capacity, has_waiting_list=has_waiting_list)
    token = opened(client, f"{event.url}sign-up/")
    sign_up(event, ADA)
    address, fields = f"{event.url}sign-up/", {"name": "x", "language": "en", "time_zone": "UTC", "opened": token}
    known = answers(client, client.post(address, fields | {"email": "ADA@example.org"}))
    other = answers(client, client.post(address, fields | {"email": "ben@example.org"}))
    assert [line.replace("ADA@", "ada@") for line in known[2]] == other[2]
    assert known[:2] == other[:2]
    assert SignUp.objects.filter(email__iexact="ada@example.org").count() == 1


def test_the_mailbox_is_written_to_and_its_sign_up_stays(event, send, outbox_for_mail):
    sign_up(event, ADA)
    send(event, "ada@example.org", name="Somebody else")
    assert SignUp.objects.get().name == "Ada"
    assert OutgoingMail.objects.filter(recipient="ada@example.org").count() == 2


def test_the_mailbox_stands_in_no_address(event, send, settings):
    settings.SESSION_COOKIE_SECURE = True
    answer = send(event)
    assert "kit" not in answer["Location"]
    cookie = answer.cookies["signed-up-with"]
    assert cookie["httponly"] and cookie["secure"] and cookie["path"] == answer["Location"]


def test_a_form_that_is_sent_twice_says_the_same_and_writes_once(client, unhurried, outbox_for_mail):
    event = factories.event(sign_up_here=True, capacity=1)
    address = f"{event.url}sign-up/"
    given = {"name": "Kit", "email": "kit@example.org", "language": "en", "time_zone": "UTC"}
    given["opened"] = opened(client, address)
    # By then the place is taken: by the same person.
    assert [client.post(address, given)["Location"] for _time in range(2)] == [f"{address}done/"] * 2
    assert OutgoingMail.objects.count() == 1


# Programs


def test_a_program_that_fills_in_everything_is_stopped_once(event, send):
    answer = send(event, website="https://example.org")
    assert answer.status_code == 200 and "press the button once more" in answer.content.decode()
    assert not SignUp.objects.exists()
    again = answer.context["form"]
    assert again["website"].value() == "" and again["name"].value() == "Kit"


def test_who_is_too_quick_presses_once_more(event, client, monkeypatch):
    address = f"{event.url}sign-up/"
    given = {"name": "Kit", "email": "kit@example.org", "language": "en", "time_zone": "UTC"}
    answer = client.post(address, given | {"opened": opened(client, address)})
    assert "press the button once more" in answer.content.decode() and not SignUp.objects.exists()
    monkeypatch.setattr("signup.robots.was_open_long_enough", lambda token: True)
    assert client.post(address, given | {"opened": answer.context["form"]["opened"].value()}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\0", None])
def test_a_token_that_is_not_ours_is_given_anew(event, client, unhurried, token):
    given = {"name": "Kit", "email": "kit@example.org", "language": "en", "time_zone": "UTC"}
    sent = given | ({} if token is None else {"opened": token})
    answer = client.post(f"{event.url}sign-up/", sent)
    assert answer.status_code == 200 and not SignUp.objects.exists()
    fresh = answer.context["form"]["opened"].value()
    assert client.post(f"{event.url}sign-up/", given | {"opened": fresh}).status_code == 302


def test_people_never_see_the_field_for_programs(event, client):
    page = client.get(f"{event.url}sign-up/").content.decode()
    before = page[: page.index('name="website"')]
    assert before.rstrip().rindex("<div hidden>") > before.rindex("</div>")


def test_a_sender_who_knocks_too_often_waits(event, send):
    for number in range(MOST_FROM_A_SENDER):
        assert send(event, f"p{number}@example.org").status_code == 302
    late = send(event, "late@example.org")
    assert late.status_code == 429 and "Nothing is lost" in late.content.decode()
    assert 'value="late@example.org"' in late.content.decode()
    assert send(factories.event(sign_up_here=True), "late@example.org").status_code == 302


def test_no_mailbox_is_filled_with_letters(event, send):
    for _time in range(MOST_FOR_A_MAILBOX):
        assert send(event, "ada@example.org").status_code == 302
    late = send(event, "Ada@example.org")
    assert late.status_code == 429 and "written to this e-mail address" in late.content.decode()
    assert len(mail.outbox) == MOST_FOR_A_MAILBOX


def test_a_form_of_another_site_is_refused(event):
    assert Client(enforce_csrf_checks=True).post(f"{event.url}sign-up/", {}).status_code == 403
