"""How pages belong together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class RelatedPage(models.Model):
    """A link from one page to another that says how they belong together."""

    class Kind(models.TextChoices):
        SAME = "same", _("The same, elsewhere")
        NEWER = "newer", _("Newer version")
        OLDER = "older", _("Older version")
        WEBINAR = "webinar", _("Webinar about it")
        ABOUT = "about", _("What it is about")
        RELATED = "related", _("See also")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_pages")
    related = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(_("how they are related"), max_length=10, choices=Kind.choices, default=Kind.RELATED)
    sort_order = models.PositiveIntegerField(default=0)

    panels = [FieldPanel("related"), FieldPanel("kind")]

    class Meta:
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.related_id}"
