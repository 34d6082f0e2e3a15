"""What is left of a resource that was public once and is deleted: its identifier does not lead into nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithdrawnResource(models.Model):
    """Written when the page is deleted, in the same transaction; for good, as harvesters were promised."""

    identifier = models.UUIDField(_("permanent identifier"), unique=True)
    # As its last public version had them; empty for one that was closed when it was deleted.
    title = models.CharField(_("title"), max_length=255, blank=True)
    what = models.CharField(_("what it was"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    # Slugs of its categories: the sets of harvesters.
    sets = models.JSONField(default=list, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"))

    class Meta:
        verbose_name = _("withdrawn resource")
        verbose_name_plural = _("withdrawn resources")
        ordering = ["-withdrawn_at", "-pk"]

    def __str__(self) -> str:
        return self.title or str(self.identifier)
