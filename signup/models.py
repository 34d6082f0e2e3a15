"""Who signed up to what. Personal: none of it is public, and all of it is deleted some days after the event."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEY_BYTES = 24


def new_key() -> str:
    """What the link in a mail is known by: nobody guesses it, and it says nothing."""
    return secrets.token_urlsafe(KEY_BYTES)


class PlaceList(models.Model):
    """The places of one event, or of one date of an event that repeats; the same for all languages of the page.

    Whoever gives a place away or takes one back holds this row until it is done (`signup/places.py`).
    """

    is_public_content = False

    event_key = models.UUIDField(_("event"))
    # Its day in the rule, as in the address of the date; empty for an event that takes place once.
    day = models.DateField(_("date"), null=True, blank=True)
    # As known when the event went live last, so that data are deleted also when the page is gone.
    title = models.CharField(_("title"), max_length=255, blank=True)
    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    delete_at = models.DateTimeField(_("personal data deleted"), null=True, blank=True, db_index=True)
    # What those who signed up know of it: when it is, where, and whether it takes place.
    told = models.JSONField(default=dict, blank=True)
    # How often those who signed up were told of a change: calendars take the highest for the newest.
    sequence = models.PositiveIntegerField(default=0)
    # What remains of people: how many there were.
    total = models.PositiveIntegerField(_("signed up"), null=True, blank=True)
    total_came = models.PositiveIntegerField(_("came"), null=True, blank=True)

    class Meta:
        verbose_name = _("list of places")
        verbose_name_plural = _("lists of places")
        constraints = [
            models.UniqueConstraint(fields=["event_key", "day"], name="one_list_of_a_date"),
            # Two empty days are not the same to a database.
            models.UniqueConstraint(
                fields=["event_key"], condition=models.Q(day__isnull=True), name="one_list_of_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.day or ''}".strip()


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def of_list(self, places: PlaceList) -> "SignUpQuerySet":
        return self.filter(places=places)

    def with_place(self) -> "SignUpQuerySet":
        return self.filter(state=SignUp.State.PLACE)

    def taken(self) -> "SignUpQuerySet":
        """Places that nobody else can have: those given, and those that somebody is asked about."""
        return self.filter(state__in=TAKEN)

    def waiting(self) -> "SignUpQuerySet":
        """In the order in which they are asked."""
        return self.filter(state=SignUp.State.WAITING).order_by("signed_up_at", "pk")

    def lapsed(self, now: datetime.datetime) -> "SignUpQuerySet":
        """Those who were offered a place and did not answer in time."""
        return self.filter(state=SignUp.State.OFFERED, offer_ends_at__lte=now)


class SignUp(models.Model):
    """One person's place, or their wish for one."""

    is_public_content = False

    class State(models.TextChoices):
        PLACE = "place", _("Has a place")
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("A place is offered")
        LAPSED = "lapsed", _("Did not answer in time")
        CANCELLED = "cancelled", _("Cancelled")

    places = models.ForeignKey(PlaceList, on_delete=models.CASCADE, related_name="sign_ups")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10)
    time_zone = models.CharField(_("time zone"), max_length=64)
    access_needs = models.TextField(_("what helps to take part"), blank=True)
    # Blocks of the event's supports that are asked for, by their ids; the honorarium stands apart, for few to see.
    supports = models.JSONField(_("supports"), default=list, blank=True)
    wants_honorarium = models.BooleanField(_("asks for the honorarium"), default=False)
    # By the ids of the event's own questions: the words typed, the id of a choice, or a list of ids.
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    signed_up_at = models.DateTimeField(_("signed up"), default=timezone.now)
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_ends_at = models.DateTimeField(_("answer until"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(_("came"), null=True, blank=True)
    came_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = models.Manager.from_queryset(SignUpQuerySet)()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["signed_up_at", "pk"]
        indexes = [
            models.Index(fields=["places", "state", "signed_up_at"]),
            models.Index(fields=["state", "offer_ends_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                "places",
                Lower("email"),
                condition=~models.Q(state="cancelled"),
                name="one_sign_up_of_a_mailbox",
            ),
        ]
        permissions = [
            ("check_in", _("Can note who came to an event")),
            ("see_honorarium", _("Can see who asks for an honorarium")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in(self) -> bool:
        return self.state == self.State.PLACE


# The states in which nobody else can have the place.
TAKEN = (SignUp.State.PLACE, SignUp.State.OFFERED)


class SentReminder(models.Model):
    """That one person was written to for one reminder of the event. Written with the mail, or not at all."""

    is_public_content = False

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="reminders")
    # The id of the block in which the event has it.
    reminder = models.CharField(max_length=64)
    # An event that is moved to another day has its reminders once more.
    due_at = models.DateTimeField(_("due"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("sent reminder")
        verbose_name_plural = _("sent reminders")
        constraints = [models.UniqueConstraint(fields=["sign_up", "reminder", "due_at"], name="one_reminder_each")]

    def __str__(self) -> str:
        return f"{self.sign_up_id} {self.reminder}"
