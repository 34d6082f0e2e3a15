"""Which page is a working copy of which, and the words of the page from which it was taken."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class WorkingCopy(models.Model):
    """The copy stands below the page, so that rights, privacy and review of the page are its own, also after a move."""

    # It is public content, for caches: lists of staff know by it which pages are marked.
    wagtail_reference_index_ignore = True

    copy = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="working_copy")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="working_copies")
    # What the page said when the copy was taken, or when its changes were brought in last. Not the key of a version:
    # autosave writes over versions, and old ones may be purged.
    base = models.JSONField(default=dict)
    based_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # Its words went live, or another one was begun after it was thrown away. It never changes anything again.
    ended_at = models.DateTimeField(null=True)
    # It is in the recycle bin, or was there and came back: the job leaves it where it is.
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="one_working_copy_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.copy)
