"""What was deleted, and what it was before: its place, its address, its state."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Binned(models.Model):
    """A page that was deleted, with what stood below it."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="binned")
    # Translations that were deleted in one act come back in one.
    act = models.UUIDField(db_index=True)
    deleted_at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Where it stood. Null: the page above is gone for good.
    parent = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    slug = models.CharField(max_length=255)
    # The titles of the pages above, from the front page down.
    place = models.JSONField(default=list)
    # The keys of the page and of those above, each between commas: rights are looked up by them.
    way = models.TextField()
    # The keys of the pages that stood before and after it.
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    count = models.PositiveIntegerField(_("pages"), default=1)
    was_live = models.BooleanField(default=False)
    # Set where all the pages belong to one person.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Being deleted for good: it cannot be restored any more.
    leaving_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")

    def __str__(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def goes_at(self) -> datetime.datetime:
        """When it is deleted for good."""
        return self.deleted_at + datetime.timedelta(days=settings.KEEP_DELETED_DAYS)


class BinnedPage(models.Model):
    """One page of it, as it was."""

    binned = models.ForeignKey(Binned, on_delete=models.CASCADE, related_name="pages")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="binned_page")
    was_live = models.BooleanField()
    was_in_review = models.BooleanField(default=False)
    had_changes = models.BooleanField()
    was_expired = models.BooleanField()
    live_revision = models.PositiveBigIntegerField(null=True)
    # Versions that were to go live by themselves: key and time.
    schedule = models.JSONField(default=list)
    address = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("page of a deleted one")
        verbose_name_plural = _("pages of deleted ones")

    def __str__(self) -> str:
        return str(self.page)


class KeptRow(models.Model):
    """Something deleted that is no page: a picture, a document, an entry of a vocabulary or of the directory.

    The row is gone, so that nothing shows it; here is what it was, with the rows that went with it.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(max_length=500)
    deleted_at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # As Django’s serializers write rows, the thing itself first.
    rows = models.TextField()
    # The keys that led to it and were emptied: model, column, keys of the rows.
    emptied = models.JSONField(default=list)
    # The keys of pages that named it.
    named_by = models.JSONField(default=list)
    # Where a copy of its file lies.
    file = models.CharField(max_length=500, blank=True)

    is_public_content = False

    class Meta:
        verbose_name = _("deleted entry")
        verbose_name_plural = _("deleted entries")

    def __str__(self) -> str:
        return self.title

    @property
    def goes_at(self) -> datetime.datetime:
        return self.deleted_at + datetime.timedelta(days=settings.KEEP_DELETED_DAYS)
