"""Where an event is announced, one reads whether one can sign up, and where."""

import datetime
import json
import re

import pytest
from django.test import RequestFactory
from django.utils import timezone

from signup.opening import closes_at
from signup.places import Given, sign_up
from signup.templatetags.sign_ups import signing_up
from tests import factories

pytestmark = pytest.mark.django_db


def today(days):
    return datetime.date.today() + datetime.timedelta(days=days)


def fill(event, name="Ada"):
    sign_up(event, Given(name, f"{name.lower()}@example.org", "en", "UTC"))


def box(client, address):
    html = client.get(address).content.decode()
    return html[html.index('<aside class="side') : html.index("</aside>", html.index('<aside class="side'))]


def test_the_button_leads_to_the_form(event, client):
    assert re.search(rf'class="button full"\s+href="{event.url}sign-up/"[^>]*>\s*Sign up', box(client, event.url))


def test_the_button_says_what_the_editor_wrote(client):
    event = factories.event(sign_up_here=True, registration_label="Keep a chair for me")
    assert "Keep a chair for me" in box(client, event.url)


@pytest.mark.parametrize(
    ("fields", "words", "leads_there"),
    [
        ({"capacity": 1}, "Join the waiting list", True),
        ({"capacity": 1, "has_waiting_list": False}, "All places are taken", False),
        ({"capacity": 1, "registration_deadline": today(-1)}, "Sign-up is closed", False),
        ({"capacity": 2}, "Sign up", True),
    ],
)
def test_the_box_says_what_is_so(client, fields, words, leads_there):
    event = factories.event(sign_up_here=True, **fields | {"registration_deadline": None})
    fill(event)
    if "registration_deadline" in fields:
        event.registration_deadline = fields["registration_deadline"]
        event.save_revision().publish()
    shown = box(client, event.url)
    assert words in shown
    assert ("sign-up/" in shown) == leads_there


@pytest.mark.parametrize("fields", [{"start_date": today(-3)}, {"condition": "cancelled", "condition_reason": "Snow."}])
def test_nobody_is_invited_to_what_is_over_or_off(client, fields):
    event = factories.event(sign_up_here=True, **fields)
    assert f"{event.url}sign-up/" not in client.get(event.url).content.decode()


def test_a_kept_page_is_over_when_sign_up_closes(db):
    event = factories.event(sign_up_here=True, registration_deadline=today(2))
    request = RequestFactory().get(event.url)
    assert signing_up({"request": request}, event).is_open
    assert request.valid_until == closes_at(event).timestamp()
    assert request.valid_until > timezone.now().timestamp()


def test_the_last_place_changes_kept_pages(client, commit):
    event = factories.event(sign_up_here=True, capacity=1)
    commit()
    assert "Join the waiting list" not in box(client, event.url)
    fill(event)
    commit()
    assert "Join the waiting list" in box(client, event.url)


def test_each_date_leads_to_its_own_form_and_says_that_it_is_full(client):
    event = factories.event(
        sign_up_here=True, start_date=today(7), repeats="weekly", repeats_until=today(28), capacity=1
    )
    fill(event.on(today(7)))
    assert f'href="{event.url}sign-up/"' in box(client, event.url)
    assert "Join the waiting list" in box(client, f"{event.url}{today(7)}/")
    assert f'href="{event.url}{today(14)}/sign-up/"' in box(client, f"{event.url}{today(14)}/")
    assert client.get(event.url).content.decode().count("Full: waiting list") == 1


def test_machines_are_told_where(client):
    event = factories.event(sign_up_here=True, is_free=True)
    html = client.get(event.url).content.decode()
    described = json.loads(re.search(r'application/ld\+json">(\{.*?"@type": "Event".*?)</script>', html).group(1))
    assert described["offers"]["url"].endswith(f"{event.url}sign-up/")
    told = client.get(f"/api/v2/pages/{event.pk}/").json()
    assert told["sign_up_address"].endswith(f"{event.url}sign-up/")
    assert not {"sign_up_questions", "reminders", "has_waiting_list", "sign_ups_kept"} & told.keys()


def test_machines_are_told_of_another_site_and_of_no_mailbox(client):
    elsewhere = factories.event(registration_url="https://example.org/register", registration_label="Register there")
    by_mail = factories.event(registration_url="mailto:desk@example.org", registration_label="Write to us")
    told = [client.get(f"/api/v2/pages/{one.pk}/").json()["sign_up_address"] for one in (elsewhere, by_mail)]
    assert told == ["https://example.org/register", ""]


def test_the_front_page_leads_there(event, client):
    assert f'href="{event.url}sign-up/"' in client.get("/").content.decode()
