"""The page on which one signs up: who gets in, what is asked, and what it says to whom."""

import pytest

from signup.models import SignUp

pytestmark = pytest.mark.django_db


def test_a_visitor_signs_up(event, send, client):
    answer = send(event)
    assert (answer.status_code, answer["Location"]) == (302, f"{event.url}sign-up/done/")
    made = SignUp.objects.get()
    assert (made.name, made.email, made.state, made.time_zone) == ("Kit", "kit@example.org", "place", "America/Halifax")
    done = client.get(answer["Location"]).content.decode()
    assert "You have a place" in done and "kit@example.org" in done


def test_the_mailbox_is_shown_once(event, send, client):
    done = send(event)["Location"]
    client.get(done)
    assert "kit@example.org" not in client.get(done).content.decode()


def test_a_person_finds_their_sign_up(event, send, client):
    send(event)
    address = f"{event.url}sign-up/{SignUp.objects.get().key}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "You have a place" in page.content.decode()
    assert client.post(address, {"action": "cancel"}).status_code == 302
    assert "You have given your place back" in client.get(address).content.decode()
