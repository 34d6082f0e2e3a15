"""A bundle, and the pages that stand in it with the version of each that was approved."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Bundle(models.Model):
    """Pages that go live together: when somebody says so, or at an hour."""

    is_public_content = False

    title = models.CharField(_("name"), max_length=200, help_text=_("For the office. Visitors do not see it."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    go_live_at = models.DateTimeField(_("goes live"), null=True, blank=True, db_index=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When somebody gave it that hour.
    scheduled_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(_("went live"), null=True, blank=True, db_index=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The hour at which it did not go live; the error, where it was one of the program.
    missed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(go_live_at=None) | models.Q(published_at=None), name="bundle_is_scheduled_or_done"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.published_at is None


class BundleItem(models.Model):
    """A page of a bundle. Once the bundle is live it is closed, and says what went live with it."""

    is_public_content = False

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="bundle_items")
    is_open = models.BooleanField(default=True)
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    put_at = models.DateTimeField(default=timezone.now)
    approved = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # The versions of new entries of the directory that were read with it (core/new_rows.py).
    names = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page of a bundle")
        verbose_name_plural = _("pages of bundles")
        constraints = [
            # A page stands in one bundle at most.
            models.UniqueConstraint(fields=["page"], condition=models.Q(is_open=True), name="page_in_one_bundle"),
            models.UniqueConstraint(fields=["bundle", "page"], name="page_once_in_a_bundle"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.page_id}"
