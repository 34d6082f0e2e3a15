"""What one may rely on in a resource, and how it came about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from core.models import BasePage
from core.models.unsaid import YES_OR_NO


class Assessed(BasePage):
    """A document of which it is known whether others have looked at it, and what one may do with it."""

    is_peer_reviewed = models.BooleanField(_("peer reviewed"), null=True, blank=True, choices=YES_OR_NO)
    has_full_text = models.BooleanField(_("full text is free to read"), null=True, blank=True, choices=YES_OR_NO)
    may_be_reproduced = models.BooleanField(_("may be reproduced"), null=True, blank=True, choices=YES_OR_NO)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    # Not `method`: an input of that name hides the method of its form from scripts.
    research_method = models.CharField(_("method"), max_length=300, blank=True)
    sample = models.CharField(
        _("sample"), max_length=300, blank=True, help_text=_("For example “17 interviews in four towns”.")
    )

    search_fields = [
        *BasePage.search_fields,
        index.FilterField("is_peer_reviewed"),
        index.FilterField("has_full_text"),
    ]

    reliance_panels = [
        FieldRowPanel([FieldPanel("is_peer_reviewed"), FieldPanel("has_full_text")]),
        FieldRowPanel([FieldPanel("may_be_reproduced"), FieldPanel("licence")]),
        FieldRowPanel([FieldPanel("research_method"), FieldPanel("sample")]),
    ]

    class Meta:
        abstract = True
