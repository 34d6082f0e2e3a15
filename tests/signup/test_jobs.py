"""What happens to sign-ups by itself."""

import datetime

import pytest
from django.utils import timezone

from jobs.models import OutgoingMail
from signup import jobs, places
from signup.event_of_list import begins_at, ends_at
from signup.models import PlaceList, SentReminder, SignUp
from tests.signup.people import open_event, signed_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox_for_mail")]
MINUTE, HOUR, DAY = (datetime.timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""
    return lambda instant: monkeypatch.setattr(timezone, "now", lambda: instant)


def reminder(number, unit, side, to="place", **more):
    words = {"subject": f"{number} {unit} {side}", "text": "See you."}
    return ("reminder", {"number": number, "unit": unit, "side": side, "to": to} | words | more)


def written(subject):
    return sorted(OutgoingMail.objects.filter(subject__startswith=subject).values_list("recipient", flat=True))


# Reminders


def test_a_reminder_goes_once_to_each_who_has_a_place(at):
    event = open_event(capacity=2, reminders=[reminder(1, "days", "before")])
    signed_up(event, "Ada", "Ben", "Cleo")
    at(begins_at(event) - DAY - MINUTE)
    jobs.send_reminders()
    assert not written("1 days before")
    at(begins_at(event) - DAY)
    jobs.send_reminders()
    jobs.send_reminders()
    assert written("1 days before") == ["ada@example.org", "ben@example.org"]
    assert SentReminder.objects.count() == 2


def test_reminders_after_the_event_reach_those_who_came(at):
    event = open_event(reminders=[reminder(2, "hours", "after", "came")])
    ada, _ben = signed_up(event, "Ada", "Ben")
    SignUp.objects.filter(pk=ada.pk).update(came=True)
    at(ends_at(event) + 2 * HOUR)
    jobs.send_reminders()
    assert written("2 hours after") == ["ada@example.org"]


def test_those_who_wait_have_reminders_of_their_own(at):
    event = open_event(capacity=1, reminders=[reminder(3, "hours", "before", "waiting")])
    signed_up(event, "Ada", "Ben")
    at(begins_at(event) - 3 * HOUR)
    jobs.send_reminders()
    assert written("3 hours before") == ["ben@example.org"]


def test_a_worker_that_was_away_sends_what_still_makes_sense(at):
    event = open_event(reminders=[reminder(2, "days", "before"), reminder(1, "hours", "before")])
    signed_up(event, "Ada")
    at(begins_at(event) - HOUR / 2)
    jobs.send_reminders()
    assert written("1 hours before") == ["ada@example.org"]
    assert not written("2 days before")


def test_nothing_is_sent_before_a_beginning_that_is_over(at):
    event = open_event(reminders=[reminder(1, "hours", "before")])
    signed_up(event, "Ada")
    at(begins_at(event))
    jobs.send_reminders()
    assert not written("1 hours before")


def test_who_signs_up_after_a_reminder_was_due_has_just_been_written_to(at):
    event = open_event(reminders=[reminder(1, "days", "before")])
    at(begins_at(event) - DAY + HOUR)
    signed_up(event, "Ada")
    jobs.send_reminders()
    assert not written("1 days before")


def test_of_an_event_that_is_off_nobody_is_reminded(at):
    event = open_event(reminders=[reminder(1, "days", "before")])
    signed_up(event, "Ada")
    event.condition, event.condition_reason = "cancelled", "The hall is closed."
    event.save_revision().publish()
    at(begins_at(event) - DAY)
    jobs.send_reminders()
    assert not written("1 days before")


def test_the_joining_link_goes_where_the_editor_said_and_to_a_place_alone(at):
    link = "https://meet.example.org/secret"
    with_link = reminder(1, "hours", "before", with_joining_link=True)
    for_waiting = reminder(1, "hours", "before", "waiting", with_joining_link=True)
    event = open_event(capacity=1, joining_link=link, reminders=[with_link, for_waiting])
    signed_up(event, "Ada", "Ben")
    assert not OutgoingMail.objects.filter(text__contains=link).exists()
    at(begins_at(event) - HOUR)
    jobs.send_reminders()
    with_it = OutgoingMail.objects.filter(text__contains=link)
    assert list(with_it.values_list("recipient", flat=True)) == ["ada@example.org"]
    assert not OutgoingMail.objects.filter(attached_text__contains=link).exists()


# Changes


def changed(event, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()
    jobs.tell_changes()
    jobs.tell_changes()


def test_who_signed_up_is_told_once_when_the_event_is_cancelled():
    event = open_event(title="Dialogue", capacity=1)
    signed_up(event, "Ada", "Ben")
    changed(event, condition="cancelled", condition_reason="The hall is closed.")
    assert written("Cancelled: Dialogue") == ["ada@example.org", "ben@example.org"]
    mail = OutgoingMail.objects.filter(subject__startswith="Cancelled", recipient="ada@example.org").get()
    assert "The hall is closed." in mail.text
    assert "STATUS:CANCELLED" in mail.attached_text


def test_who_signed_up_is_told_of_another_time_and_not_of_another_word():
    event = open_event(title="Dialogue")
    signed_up(event, "Ada")
    changed(event, introduction="<p>Other words.</p>")
    assert not written("New time or place")
    changed(event, start_time=datetime.time(13), end_time=datetime.time(14))
    assert written("New time or place: Dialogue") == ["ada@example.org"]
    assert "1:00 to 2:00 pm" in OutgoingMail.objects.filter(subject__startswith="New time").get().text


def test_who_cancelled_is_told_nothing_more():
    event = open_event()
    (ada,) = signed_up(event, "Ada")
    places.cancel(ada)
    changed(event, start_time=datetime.time(13), end_time=datetime.time(14))
    assert not written("New time or place")


def test_an_event_that_is_taken_off_the_site_for_a_while_is_not_told_of():
    event = open_event()
    signed_up(event, "Ada")
    event.unpublish()
    before = OutgoingMail.objects.count()
    jobs.tell_changes()
    jobs.keep_places()
    assert OutgoingMail.objects.count() == before


# Deletion


def test_people_are_forgotten_and_their_number_is_kept(at):
    event = open_event(sign_ups_kept=10)
    ada, *_others = signed_up(event, "Ada", "Ben")
    SignUp.objects.filter(pk=ada.pk).update(came=True)
    at(ends_at(event) + 10 * DAY - MINUTE)
    jobs.delete_personal_data()
    assert SignUp.objects.count() == 2
    at(ends_at(event) + 10 * DAY)
    jobs.delete_personal_data()
    assert not SignUp.objects.exists()
    assert not OutgoingMail.objects.filter(recipient="ada@example.org").exists()
    assert PlaceList.objects.values_list("total", "total_came").get() == (2, 1)


def test_people_are_forgotten_also_when_the_page_is_gone(at):
    event = open_event(sign_ups_kept=10)
    signed_up(event, "Ada")
    end = ends_at(event)
    event.delete()
    jobs.tell_changes()
    at(end + 10 * DAY)
    jobs.delete_personal_data()
    assert not SignUp.objects.exists()


def test_an_event_without_a_day_keeps_people_until_its_page_is_gone(at):
    event = open_event(precision="none", start_date=None, start_time=None, end_time=None)
    signed_up(event, "Ada")
    assert PlaceList.objects.get().delete_at is None
    event.delete()
    jobs.tell_changes()
    at(timezone.now() + 31 * DAY)
    jobs.delete_personal_data()
    assert not SignUp.objects.exists()


def test_an_event_that_is_moved_keeps_people_longer(at):
    event = open_event(sign_ups_kept=10)
    signed_up(event, "Ada")
    before = PlaceList.objects.get().delete_at
    changed(event, start_date=event.start_date + 5 * DAY)
    assert PlaceList.objects.get().delete_at == before + 5 * DAY
