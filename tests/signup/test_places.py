"""Who has a place, who waits, and who is asked next."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jobs.models import OutgoingMail
from signup import jobs, places
from signup.event_of_list import begins_at
from signup.models import PlaceList, SignUp
from signup.opening import Opening, opening_of
from signup.places import AlreadySignedUp, NotOpen
from tests import factories
from tests.signup.people import given, open_event, signed_up, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox_for_mail")]
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def full():
    """Two places for four people."""
    event = open_event(capacity=2)
    return event, signed_up(event, "Ada", "Ben", "Cleo", "Dan")


def subjects(name):
    return [mail.subject.partition(":")[0] for mail in OutgoingMail.objects.filter(recipient=f"{name}@example.org")]


def test_places_are_given_until_there_are_none(full):
    event, _people = full
    assert states(event) == {"Ada": "place", "Ben": "place", "Cleo": "waiting", "Dan": "waiting"}
    assert opening_of(event) == Opening.WAITING


def test_without_a_number_nobody_waits():
    event = open_event()
    signed_up(event, "Ada", "Ben", "Cleo")
    assert set(states(event).values()) == {"place"}


def test_without_a_waiting_list_it_is_full():
    event = open_event(capacity=1, has_waiting_list=False)
    signed_up(event, "Ada")
    with pytest.raises(NotOpen) as refused:
        signed_up(event, "Ben")
    assert refused.value.opening == Opening.FULL
    assert states(event) == {"Ada": "place"}


def test_a_free_place_is_offered_to_the_first_who_waits_alone(full):
    event, (ada, *_others) = full
    places.cancel(ada)
    assert states(event) == {"Ada": "cancelled", "Ben": "place", "Cleo": "offered", "Dan": "waiting"}
    assert subjects("cleo") == ["A place for you", "You are on the waiting list"]
    assert subjects("dan") == ["You are on the waiting list"]


def test_who_comes_now_does_not_pass_those_who_wait(full):
    event, (ada, ben, *_others) = full
    places.cancel(ada)
    places.cancel(ben)
    signed_up(event, "Eve")
    assert states(event)["Eve"] == "waiting"


def test_an_offer_is_taken(full):
    event, (ada, _ben, cleo, _dan) = full
    places.cancel(ada)
    assert places.accept(cleo)
    assert states(event)["Cleo"] == "place"
    # Pressed twice.
    assert places.accept(cleo)
    assert subjects("cleo")[0] == "You have a place"


def test_an_offer_that_nobody_answers_goes_to_the_next(full, monkeypatch):
    event, (ada, _ben, cleo, dan) = full
    places.cancel(ada)
    cleo.refresh_from_db()
    later = cleo.offer_ends_at + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    jobs.keep_places()
    assert (states(event)["Cleo"], states(event)["Dan"]) == ("lapsed", "offered")
    assert not places.accept(cleo)
    dan.refresh_from_db()
    assert dan.offer_ends_at > later


def test_who_let_an_offer_pass_may_wait_again_at_the_end(full):
    event, (ada, _ben, cleo, _dan) = full
    signed_up(event, "Eve")
    places.cancel(ada)
    cleo.refresh_from_db()
    late = cleo.offer_ends_at
    places.bring_up_to_date(cleo.places, late)
    assert places.wait_again(cleo, late)
    waiting = SignUp.objects.filter(places=cleo.places).waiting().values_list("name", flat=True)
    assert list(waiting) == ["Eve", "Cleo"]


def test_an_offer_that_is_declined_goes_to_the_next(full):
    event, (ada, _ben, cleo, _dan) = full
    places.cancel(ada)
    places.cancel(cleo)
    assert states(event)["Dan"] == "offered"


def test_more_places_are_offered_to_those_who_wait(full):
    event, _people = full
    event.capacity = 4
    event.save_revision().publish()
    jobs.keep_places()
    assert states(event) == {"Ada": "place", "Ben": "place", "Cleo": "offered", "Dan": "offered"}


def test_the_last_place_is_never_given_twice_by_fewer_places(full):
    event, (ada, *_others) = full
    event.capacity = 1
    event.save_revision().publish()
    places.cancel(ada)
    assert states(event)["Cleo"] == "waiting"


def test_a_mailbox_signs_up_once(full):
    event, _people = full
    with pytest.raises(AlreadySignedUp):
        places.sign_up(event, given("Adele", email="ADA@example.org"))
    assert "Adele" not in states(event)
    # The answer goes to the mailbox alone.
    assert subjects("ada") == ["You have a place", "You have a place"]


def test_who_cancelled_may_sign_up_again():
    event = open_event()
    (ada,) = signed_up(event, "Ada")
    places.cancel(ada)
    places.cancel(ada)
    places.sign_up(event, given("Ada"))
    assert sorted(SignUp.objects.values_list("state", flat=True)) == ["cancelled", "place"]
    assert subjects("ada").count("Sign-up cancelled") == 1


def test_one_list_for_all_languages(french):
    event = open_event(capacity=1)
    translated = french(event)
    signed_up(event, "Ada")
    places.sign_up(translated, given("Ben", language="fr"))
    assert states(event) == {"Ada": "place", "Ben": "waiting"}
    assert PlaceList.objects.count() == 1
    mail = OutgoingMail.objects.get(recipient="ben@example.org")
    assert "liste d’attente" in mail.subject
    assert "/fr/" in mail.text
    assert "heure du Pacifique" in mail.text


def test_the_links_lead_to_pages_in_the_language_of_the_person():
    event = open_event()
    factories.in_french(event.get_parent())
    places.sign_up(event, given("Ben", language="fr"))
    assert OutgoingMail.objects.get().text.count("/fr/") == 2


def test_it_is_closed_after_the_last_day_to_sign_up():
    event = open_event(registration_deadline=timezone.localdate())
    end = datetime.datetime.combine(timezone.localdate() + DAY, datetime.time.min, event.zone)
    assert opening_of(event, end - datetime.timedelta(seconds=1)) == Opening.OPEN
    assert opening_of(event, end) == Opening.CLOSED


def test_it_is_over_when_it_has_ended_and_off_when_cancelled():
    event = open_event()
    assert opening_of(event, begins_at(event) + DAY) == Opening.OVER
    event.condition = "cancelled"
    assert opening_of(event) == Opening.OFF


def test_nothing_is_offered_once_it_has_begun(full):
    event, (ada, *_others) = full
    places.cancel(ada, begins_at(event))
    assert states(event)["Cleo"] == "waiting"


def test_each_date_of_an_event_that_repeats_has_its_places():
    event = open_event(capacity=1, repeats="weekly", repeats_until=datetime.date.today() + datetime.timedelta(days=30))
    assert opening_of(event) == Opening.CHOOSE_DATE
    first, second = (event.on(date.day) for date in event.dates()[:2])
    signed_up(first, "Ada")
    assert opening_of(first) == Opening.WAITING
    assert opening_of(second) == Opening.OPEN
    assert signed_up(second, "Ada")[0].state == "place"
    text = OutgoingMail.objects.filter(recipient="ada@example.org").first().text
    assert f"/{second.seen_on.isoformat()}/sign-up/" in text


def test_the_mail_of_a_place_has_a_calendar_file_and_a_link_of_ones_own():
    event = open_event(title="After the emergency department")
    (ada,) = signed_up(event, "Ada")
    mail = OutgoingMail.objects.get()
    assert mail.attached_type == "text/calendar"
    assert "BEGIN:VEVENT" in mail.attached_text
    assert f"/sign-up/{ada.key}/" in mail.text
    assert "Pacific Time" in mail.text


def test_the_mail_says_when_it_is_where_one_lives():
    event = open_event(start_date=datetime.date(2036, 7, 10))
    places.sign_up(event, given(time_zone="America/Halifax"))
    assert "Where you are: Thursday, July 10, 2036, 2:00 to 3:30 pm Atlantic Time" in OutgoingMail.objects.get().text


def test_the_offer_is_made_in_waking_hours_of_the_person():
    event = open_event(capacity=1, start_date=datetime.date.today() + datetime.timedelta(days=60))
    (ada,) = signed_up(event, "Ada")
    wish = places.sign_up(event, given("Ben", time_zone="Europe/Paris"))
    at_night = datetime.datetime.now(ZoneInfo("Europe/Paris")).replace(hour=2, minute=0) + DAY
    places.cancel(ada, at_night)
    wish.refresh_from_db()
    assert wish.offer_ends_at.astimezone(ZoneInfo("Europe/Paris")).hour == 21
    assert "9:00 pm Central European Time" in OutgoingMail.objects.filter(recipient="ben@example.org").first().text
