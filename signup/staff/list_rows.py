"""One list of places as staff see it: how many, who, and which mails went out."""

import datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils.functional import cached_property

from core.i18n import dates
from core.i18n.languages import language_choices
from events.models import EventPage
from events.sign_up_blocks import Recipients
from signup.event_of_list import begins_at, ends_at, list_of
from signup.mailing.reminders import due_at
from signup.models import PlaceList, SentReminder, SignUp
from signup.staff.answers_in_words import answers_in_words, supports_in_words

State = SignUp.State
# People with a place first, then those who are asked, those who wait, and those who are out.
ORDER = [State.PLACE, State.OFFERED, State.WAITING, State.LAPSED, State.CANCELLED]


class Line(NamedTuple):
    """One person."""

    sign_up: SignUp
    language: str
    supports: list[str]
    answers: list[tuple[str, str]]


class ReminderLine(NamedTuple):
    """One reminder of the event: when it is due, to whom it goes, to how many it went."""

    subject: str
    to: str
    due: datetime.datetime | None
    sent: int


class AttendanceList:
    """The list of an event, or of the date at which it is seen."""

    def __init__(self, event: EventPage, words: str = "") -> None:
        self.event, self.words = event, words.strip()

    @cached_property
    def places(self) -> PlaceList | None:
        return list_of(self.event)

    @cached_property
    def counts(self) -> dict[str, int]:
        """By state; and `came`."""
        rows = SignUp.objects.filter(places=self.places)
        counted = dict(rows.values_list("state").annotate(Count("pk")).order_by())
        return {str(state): counted.get(state, 0) for state in State} | {"came": rows.filter(came=True).count()}

    def sign_ups(self) -> list[SignUp]:
        rows = SignUp.objects.filter(places=self.places)
        if self.words:
            rows = rows.filter(name__icontains=self.words) | rows.filter(email__icontains=self.words)
        return sorted(rows, key=lambda one: (ORDER.index(State(one.state)), one.signed_up_at, one.pk))

    def lines(self) -> list[Line]:
        languages = dict(language_choices())
        return [
            Line(
                one,
                languages.get(one.language, one.language),
                supports_in_words(one, self.event),
                answers_in_words(one, self.event),
            )
            for one in self.sign_ups()
        ]

    def people_to_check_in(self) -> list[SignUp]:
        """Those with a place, by name."""
        with_place = [one for one in self.sign_ups() if one.is_in]
        return sorted(with_place, key=lambda one: one.name.casefold())

    def reminders(self) -> list[ReminderLine]:
        begins, ends = begins_at(self.event), ends_at(self.event)
        sent = dict(
            SentReminder.objects.filter(sign_up__places=self.places)
            .values_list("reminder")
            .annotate(Count("pk"))
            .order_by()
        )
        return [
            ReminderLine(
                block.value["subject"],
                str(Recipients(block.value["to"]).label),
                due_at(block.value, begins, ends) if begins and ends else None,
                sent.get(block.id, 0),
            )
            for block in self.event.reminders
        ]

    @property
    def name(self) -> str:
        """The title; with the day, of an event that repeats."""
        day = self.event.seen_on
        return f"{self.event.title}, {dates.full_day(day)}" if day else self.event.title
