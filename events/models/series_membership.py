"""The place of an event in a series."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.cover import Cover
from core.i18n import dates
from core.models import Fold
from core.visibility import STRANGER, may_see
from events.models.spans import Spanned
from events.numbers_of_parts import Following, following
from events.series_knots import series_by_pk


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
    of_one_time = {"series_position"}

    series_panel = Fold(
        [FieldPanel("series"), FieldPanel("series_position")], heading=_("Part of a series of webinars")
    )

    class Meta:
        abstract = True

    @property
    def next_in_series(self) -> Following | None:
        """What the part after the last one begins with."""
        if self.series is None:
            return None
        numbers = self.series.series_events.values_list("series_position", flat=True)
        return following("series_position", self.series_position, numbers)

    @property
    def cover(self) -> Cover:
        """The first day, large, while it takes place; and its place in the series."""
        days = self.known_days if self.takes_place else None
        series = series_by_pk(self.series_id)
        part = series.cover_of_part(self.series_position, self.locale_id) if series else Cover(figure="event")
        words = [dates.days(*days) if days else "", part.note]
        return part._replace(sign=str(days[0].day) if days else "", note=" · ".join(filter(None, words)))

    def more_search_text(self) -> list[str]:
        # An entry is one for all readers: what strangers may not see of the series is not in it.
        series = self.series
        return [*super().more_search_text(), *([series.title] if series and may_see(series, STRANGER) else [])]
