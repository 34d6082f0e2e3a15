"""A time zone: that of a place, or of a host."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.i18n.time_zones import is_zone, zone_name
from core.models import BasePage


class Zoned(BasePage):
    """A kind of page whose hours are those of a zone; it brings the field `time_zone`."""

    time_zone: models.CharField

    same_in_all_languages = unsearched = {"time_zone"}

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not is_zone(self.time_zone):
            raise ValidationError({"time_zone": _("Choose a time zone from the list.")})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone if is_zone(self.time_zone) else "America/Vancouver")

    @property
    def zone_label(self) -> str:
        return zone_name(self.time_zone)
