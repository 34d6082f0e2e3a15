"""On which day somebody means a page to be ready, and who reads the editorial calendar from outside."""

import datetime
import hashlib
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

TOKEN_BYTES = 24


def site_today() -> datetime.date:
    """In the zone of the site, whatever that of the reader."""
    return timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))


class PlannedDay(models.Model):
    """When a page is meant to go live. Nothing happens by itself on it; it is gone once the page is live."""

    is_public_content = False

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="planned_day")
    day = models.DateField(_("planned for"), db_index=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField(_("set"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("planned day")
        verbose_name_plural = _("planned days")
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.day}"

    @property
    def has_passed(self) -> bool:
        return self.day < site_today()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarSubscription(models.Model):
    """One person's private address of the editorial calendar. The address itself is kept nowhere."""

    is_public_content = False

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("subscription to the editorial calendar")
        verbose_name_plural = _("subscriptions to the editorial calendar")

    def __str__(self) -> str:
        return str(self.person)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
