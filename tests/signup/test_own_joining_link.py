"""The joining link reaches those who have a place, at the right time, and nobody else."""

import datetime

import pytest

from jobs.models import OutgoingMail
from signup.event_of_list import begins_at, ends_at
from signup.joining import own_joining_link
from tests.signup.people import open_event, signed_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox_for_mail")]
LINK = "https://meet.example.org/secret"
MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(("chosen", "minutes"), [(None, 60), (15, 15), (0, 0)])
def test_it_opens_at_the_chosen_time_or_an_hour_before(chosen, minutes):
    event = open_event(joining_link=LINK, joining_opens=chosen)
    (ada,) = signed_up(event, "Ada")
    opens = begins_at(event) - minutes * MINUTE
    assert own_joining_link(ada, event, opens - MINUTE) == ""
    assert own_joining_link(ada, event, opens) == LINK
    assert own_joining_link(ada, event, ends_at(event) - MINUTE) == LINK
    assert own_joining_link(ada, event, ends_at(event)) == ""


def test_who_waits_gets_none():
    event = open_event(joining_link=LINK, capacity=1)
    _ada, ben = signed_up(event, "Ada", "Ben")
    assert own_joining_link(ben, event, begins_at(event)) == ""


def test_the_mail_says_where_it_will_stand_and_not_what_it_is():
    event = open_event(joining_link=LINK)
    signed_up(event, "Ada")
    mail = OutgoingMail.objects.get()
    assert "stands on your own page" in mail.text
    assert LINK not in mail.text + mail.attached_text
