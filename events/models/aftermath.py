"""What remains of an event once it is over."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import DownloadBlock, PictureBlock, RecordingBlock
from core.blocks.text import PROSE
from core.models import BasePage


class Remembered(BasePage):
    """Report, recordings, documents and photos."""

    downloads = StreamField([("download", DownloadBlock())], verbose_name=_("documents"), blank=True)
    recordings = StreamField([("recording", RecordingBlock())], verbose_name=_("recordings"), blank=True)
    attendance = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    report = RichTextField(_("what happened"), features=PROSE, blank=True)
    photos = StreamField([("photo", PictureBlock())], verbose_name=_("photos"), blank=True)

    private_fields = {"photos"}
    of_one_time = {"downloads", "recordings", "attendance", "report", "photos"}

    aftermath_panels = [
        FieldPanel("report"),
        FieldPanel("attendance"),
        FieldPanel("recordings"),
        FieldPanel("downloads"),
        FieldPanel("photos"),
    ]

    class Meta:
        abstract = True
