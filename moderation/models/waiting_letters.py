"""Mail that waits for a person's one message of the day."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WaitingLetter(models.Model):
    """A letter as it was written, for somebody who wants one message a day. Gone when that message is in the outbox."""

    is_public_content = False

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="waiting_letters")
    # Whoever may not work on the page any more is not told of it.
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=400)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter for the message of the day")
        verbose_name_plural = _("letters for the message of the day")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.subject}"
