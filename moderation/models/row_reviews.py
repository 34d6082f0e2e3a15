"""Drafts that are no pages: what is known of their review."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from moderation.approval import version_of
from users.models import AnyUser


class RowReview(models.Model):
    """What is known of the review of a draft that is no page: that moderators were told, and why it was sent back.

    Gone once it is live.
    """

    is_public_content = False

    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    # As `approval.version_of` names it: what was changed since waits again.
    sent_back_version = models.CharField(max_length=80, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review of an entry")
        verbose_name_plural = _("reviews of entries")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_review_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.content_type_id}: {self.object_id}"

    @staticmethod
    def key_of(row: models.Model) -> dict[str, Any]:
        return {"content_type": ContentType.objects.get_for_model(row), "object_id": row.pk}

    def is_back(self, newest: Revision | None) -> bool:
        """Sent back, and not changed since."""
        return newest is not None and self.sent_back_version == version_of(newest)

    def send_back(self, version: str, reason: str, user: AnyUser) -> None:
        self.sent_back_version, self.reason = version, reason
        self.decided_by_id, self.decided_at = user.pk, timezone.now()
        self.save()

    def wait_again(self) -> None:
        """The reason stays: whoever reads it again sees what was asked for."""
        self.sent_back_version = ""
        self.save(update_fields=["sent_back_version"])
