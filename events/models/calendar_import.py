"""Imports of foreign calendars, and which event each of their entries became (decision 70)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CalendarImport(models.Model):
    """One calendar file as it was read, what it would do, and what it did."""

    is_public_content = False

    class State(models.TextChoices):
        CHECKED = "checked", _("Looked at; nothing has changed yet")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Drafts made")

    index = models.ForeignKey("events.EventIndexPage", on_delete=models.CASCADE, related_name="calendar_imports")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # The name of the file, or the address.
    name = models.CharField(max_length=500)
    # For hours that are given without a zone, or in universal time.
    time_zone = models.CharField(max_length=64, blank=True)
    # Whether what is over is left out.
    only_to_come = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKED)
    # As the file says them (events/outside_calendars/calendar_entries.py); emptied when all is done.
    entries = models.JSONField(default=list)
    # A line for each entry (events/outside_calendars/comparing.py).
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name = _("import of a calendar")
        verbose_name_plural = _("imports of calendars")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ImportedEntry(models.Model):
    """An entry of a foreign calendar and the event that it became. It lives as long as the event does."""

    is_public_content = False

    index = models.ForeignKey("events.EventIndexPage", on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=500)
    # The date that the entry is about, where a calendar tells of a single date alone; else empty.
    recurrence_id = models.CharField(max_length=40, blank=True)
    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="imported_entry")
    # What the event said after the last import, and what the entry did: by these a change of an editor is told from
    # one of the calendar.
    written = models.CharField(max_length=64)
    read = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("imported entry")
        verbose_name_plural = _("imported entries")
        constraints = [models.UniqueConstraint(fields=["index", "uid", "recurrence_id"], name="one_event_of_an_entry")]

    def __str__(self) -> str:
        return self.uid
