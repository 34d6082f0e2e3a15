"""The page that one person knows the address of: their place, and how to change or give it back."""

import datetime

import pytest
from django.utils import timezone

from jobs.models import OutgoingMail
from signup import places
from signup.mailing.when_words import when_there
from signup.models import SignUp
from tests import factories

pytestmark = pytest.mark.django_db
NOWHERE = "x" * 32


def given(name="Kit", **more):
    return places.Given(name, f"{name.lower()}@example.org", "en", "America/Halifax", **more)


def address_of(made, event, rest=""):
    return f"{event.url}sign-up/{made.key}/{rest}"


@pytest.fixture
def made(event):
    return places.sign_up(event, given())


def page_of(client, made, event, query=""):
    answer = client.get(address_of(made, event, query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_when_on_both_clocks(event, made, client):
    page = page_of(client, made, event)
    assert "10:00 to 11:30 am Pacific Time" in page
    there = when_there(event, "America/Halifax")
    assert "Atlantic Time" in there and f"On your clocks: {there}" in page


def test_one_clock_is_enough_where_both_agree(event, client):
    made = places.sign_up(event, places.Given("Kit", "kit@example.org", "en", "America/Vancouver"))
    assert "On your clocks" not in page_of(client, made, event)


def test_it_is_for_one_person_alone(event, made, client):
    answer = client.get(address_of(made, event))
    assert {"no-store", "private"} <= {word.strip() for word in answer["Cache-Control"].split(",")}
    # Nothing of the address goes to other sites; “no-referrer” would take the sender from our own forms too.
    assert answer["Referrer-Policy"] == "same-origin"
    page = answer.content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page and "og:url" not in page


def test_reading_changes_nothing(event, made, client):
    for query in ("", "?change", "?action=cancel", "?action=accept", "?said=cancelled"):
        client.get(address_of(made, event, query))
        client.head(address_of(made, event, query))
    assert SignUp.objects.get() == made and SignUp.objects.get().state == "place"


def test_what_was_written_is_changed_and_the_mailbox_stays(event, made, client):
    assert 'value="Kit"' in page_of(client, made, event, "?change")
    assert "kit@example.org" not in page_of(client, made, event, "?change").partition("<form")[2]
    sent = {"action": "change", "name": "Kim", "email": "other@example.org", "language": "fr", "time_zone": "UTC"}
    answer = client.post(address_of(made, event), sent)
    assert answer.status_code == 302
    changed = SignUp.objects.get()
    assert (changed.name, changed.email, changed.language, changed.state) == ("Kim", made.email, "fr", "place")
    assert "Saved." in client.get(answer["Location"]).content.decode()


def test_a_change_that_cannot_be_is_said_and_nothing_is_lost(event, made, client):
    sent = {"action": "change", "name": "", "access_needs": "A ramp", "language": "en", "time_zone": "UTC"}
    page = client.post(address_of(made, event), sent).content.decode()
    assert 'href="#id_name"' in page and "A ramp" in page
    assert SignUp.objects.get().name == "Kit"


def test_what_is_not_asked_any_more_stays(event, client):
    made = places.sign_up(event, given(answers={"gone": "An answer"}, supports=["gone-too"]))
    sent = {"action": "change", "name": "Kim", "language": "en", "time_zone": "UTC"}
    client.post(address_of(made, event), sent)
    assert SignUp.objects.get().answers == {"gone": "An answer"} and SignUp.objects.get().supports == ["gone-too"]


def test_a_place_is_given_back_and_taken_again(event, made, client):
    answer = client.post(address_of(made, event), {"action": "cancel"})
    page = client.get(answer["Location"]).content.decode()
    assert "You have given your place back" in page
    assert f'href="{event.url}sign-up/"' in page and 'value="cancel"' not in page


@pytest.fixture
def offered(db):
    """Ben is offered the place that Ada gave back."""
    event = factories.event(sign_up_here=True, capacity=1)
    ada = places.sign_up(event, given("Ada"))
    ben = places.sign_up(event, given("Ben"))
    places.cancel(ada)
    return event, SignUp.objects.get(pk=ben.pk)


def test_an_offer_is_accepted_by_a_button(offered, client):
    event, ben = offered
    page = page_of(client, ben, event)
    assert "There is a place for you" in page and "Atlantic Time" in page
    answer = client.post(address_of(ben, event), {"action": "accept"})
    assert SignUp.objects.get(pk=ben.pk).state == "place"
    assert "The place is yours" in client.get(answer["Location"]).content.decode()


def test_an_offer_is_declined_by_a_button(offered, client):
    event, ben = offered
    client.post(address_of(ben, event), {"action": "cancel"})
    assert SignUp.objects.get(pk=ben.pk).state == "cancelled"


def test_who_did_not_answer_waits_again(offered, client):
    event, ben = offered
    SignUp.objects.filter(pk=ben.pk).update(offer_ends_at=timezone.now() - datetime.timedelta(minutes=1))
    page = page_of(client, ben, event)
    assert "The time to answer is over" in page and 'value="accept"' not in page
    late = client.post(address_of(ben, event), {"action": "accept"})
    assert "not possible any more" in client.get(late["Location"]).content.decode()
    client.post(address_of(ben, event), {"action": "wait"})
    # Nobody else waits: the place is offered to the same person again.
    assert SignUp.objects.get(pk=ben.pk).state == "offered"


# The joining link


def joining(**fields):
    now = timezone.localtime() + datetime.timedelta(minutes=5)
    usual = {"start_date": now.date(), "start_time": now.time().replace(microsecond=0), "end_time": None}
    link = {"joining_link": "https://example.org/join/zyx", "joining_opens": 60}
    return factories.event(sign_up_here=True, **usual | link | fields)


def test_the_joining_link_is_for_those_with_a_place(client):
    event = joining(capacity=1)
    has_place, waits = (places.sign_up(event, given(name)) for name in ("Ada", "Ben"))
    assert "join/zyx" in page_of(client, has_place, event)
    # The page of the event shows it to all at that time; the one of a person does not.
    assert "join/zyx" not in page_of(client, waits, event)


def test_the_joining_link_is_not_shown_before_its_time(client):
    event = joining(joining_opens=0)
    assert "join/zyx" not in page_of(client, places.sign_up(event, given()), event)


def test_the_calendar_file(event, made, client, close):
    close(event)
    answer = client.get(address_of(made, event, "event.ics"))
    assert answer["Content-Type"].startswith("text/calendar") and "BEGIN:VEVENT" in answer.content.decode()
    assert client.post(address_of(made, event, "event.ics")).status_code == 405


# Where it is found


def test_a_closed_event_is_no_obstacle_and_shows_no_more(event, made, client, close):
    close(event)
    page = page_of(client, made, event)
    assert event.title in page and "You have a place" in page
    assert "What it is about" not in page and f'href="{event.url}"' not in page


def test_an_event_that_is_gone_is_no_obstacle(event, made, client):
    event.unpublish()
    page = page_of(client, made, event)
    assert event.title in page and "not on the site at the moment" in page
    assert client.post(address_of(made, event), {"action": "cancel"}).status_code == 302
    assert SignUp.objects.get().state == "cancelled"
    assert client.get(address_of(made, event, "event.ics")).status_code == 404


def test_an_event_that_was_renamed_is_found(event, made, client):
    old = address_of(made, event)
    event.slug = "renamed"
    event.save_revision().publish()
    assert client.get(old)["Location"] == old.replace(event.url, "/events/renamed/")


def test_a_person_of_one_date_finds_that_date(client):
    first = datetime.date.today() + datetime.timedelta(days=7)
    last = first + datetime.timedelta(days=21)
    event = factories.event(sign_up_here=True, start_date=first, repeats="weekly", repeats_until=last)
    day = first + datetime.timedelta(days=7)
    made = places.sign_up(event.on(day), given())
    assert client.get(f"{event.url}{day}/sign-up/{made.key}/").status_code == 200
    assert client.get(address_of(made, event))["Location"] == f"{event.url}{day}/sign-up/{made.key}/"


def test_below_another_event_there_is_nothing(made, client):
    assert client.get(address_of(made, factories.event(sign_up_here=True))).status_code == 404


@pytest.mark.parametrize("key", [NOWHERE, "x", "%00" * 3 + "x" * 29, f"{NOWHERE}x", "-" * 32])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_that_is_none_leads_nowhere(event, made, client, key, method):
    for rest in ("", "event.ics"):
        answer = getattr(client, method)(f"{event.url}sign-up/{key}/{rest}")
        assert answer.status_code in {404, 405}


def test_what_was_deleted_is_missing_kindly(event, made, client):
    address = address_of(made, event)
    SignUp.objects.all().delete()
    answer = client.get(address)
    assert answer.status_code == 404 and "Some days after an event we delete" in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(event, made, client, method):
    assert getattr(client, method)(address_of(made, event)).status_code == 405


@pytest.mark.parametrize("action", ["", "change", "delete", "accept", "wait", "\0"])
def test_an_odd_button_does_nothing(event, made, client, action):
    assert client.post(address_of(made, event), {"action": action}).status_code in {200, 302}
    assert SignUp.objects.get().state == "place"


def test_the_address_of_the_mail_leads_here(event, client, outbox_for_mail):
    made = places.sign_up(event, given())
    letter = OutgoingMail.objects.get().text
    assert f"{event.url}sign-up/{made.key}/" in letter
