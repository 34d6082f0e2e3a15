"""What a resource said each time it went live: every published version keeps an address."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.models.resource_page import ResourcePage


class PublishedVersion(models.Model):
    """The content of a resource as it went live once; a copy, since Wagtail may purge its revisions."""

    page = models.ForeignKey(ResourcePage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=255)
    content = models.JSONField()
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    # What went live where only some could see it stays with those who edit, also when the page is opened later.
    was_closed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["page", "-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
