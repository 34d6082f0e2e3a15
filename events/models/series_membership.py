"""The place of an event in a series."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from events.models.spans import Spanned


class SeriesMember(Spanned):
    """An event that may be one of a series of webinars."""

    series = models.ForeignKey(
        "events.WebinarSeriesPage",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="series_events",
    )
    series_position = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)

    private_fields = {"series", "series_position"}

    series_panel = MultiFieldPanel(
        [FieldPanel("series"), FieldPanel("series_position")], heading=_("Part of a series of webinars")
    )

    class Meta:
        abstract = True

    def more_search_text(self) -> list[str]:
        series = self.series
        return [*super().more_search_text(), *([series.title] if series and series.live else [])]
