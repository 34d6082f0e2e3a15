"""A series of webinars."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks.text import PROSE
from core.cover import Cover
from core.forms import page_form
from core.models import BasePage, TermSlot, tabs, term_panels
from core.prefetch import Reader, attach_terms
from events.series import series_of
from events.series_knots import series_by_pk
from networks.blocks import organisation_blocks
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in
from website.routes import RoutedPageMixin

SERIES_TERMS = [TermSlot("topic"), TermSlot("region")]


class WebinarSeriesPage(RoutedPageMixin, BasePage):
    """A series: what it is about, and its parts in order. Summaries of its parts stand below it."""

    kind = "webinar"
    kind_label = _("Webinar series")
    kinds_label = _("Webinars")
    card_template = "components/series_card.html"
    term_slots = SERIES_TERMS
    begun_by_title = _("A new series")

    description = RichTextField(_("description"), features=PROSE, blank=True)
    planned_size = models.PositiveSmallIntegerField(_("planned number of parts"), null=True, blank=True)
    missing_note = models.CharField(
        _("note on missing numbers"),
        max_length=300,
        blank=True,
        help_text=_("Explain here why a part of the series has no summary."),
    )
    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)

    parent_page_types = ["events.WebinarIndexPage"]
    subpage_types = ["events.WebinarSummaryPage"]

    base_form_class = page_form("WebinarSeriesPageForm", SERIES_TERMS)
    edit_handler = tabs(
        (
            _("What"),
            [
                *BasePage.content_panels,
                FieldPanel("description"),
                FieldPanel("planned_size"),
                FieldPanel("missing_note"),
                FieldPanel("organisations"),
            ],
        ),
        (_("Filed under"), term_panels(SERIES_TERMS)),
    )

    class Meta:
        verbose_name = _("webinar series")
        verbose_name_plural = _("webinar series")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader = Reader.of(request, self)
        attach_directory(self, "organisations")
        others = WebinarSeriesPage.objects.exclude(translation_key=self.translation_key)
        return super().get_context(request, *args, **kwargs) | {
            "series": series_of(self, reader, timezone.now()),
            "organisation_groups": organisation_groups(self),
            "other_series": attach_terms(reader.shown(others).order_by("-last_published_at")[:3]),
        }

    @property
    def cover(self) -> Cover:
        series = series_by_pk(self.pk)
        knots = series.knots() if series else None
        if knots is None:
            return Cover(figure="webinar")
        words = ngettext("%(counter)s part", "%(counter)s parts", knots.total) % {"counter": knots.total}
        return Cover(note=words, knots=knots)

    def more_search_text(self) -> list[str]:
        return names_in(self.organisations)
