"""What remains of an event once it is over."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import DownloadBlock, PictureBlock, RecordingBlock
from core.blocks.text import PROSE
from core.models import BasePage
from core.models.unsaid import NOT_SAID

# For so long after its end a page says that something is to come. Later nobody waits for it any more.
AWAITED_FOR = datetime.timedelta(days=180)


class Remembered(BasePage):
    """Report, recordings, documents and photos."""

    class ToFollow(models.TextChoices):
        """What somebody means to add. Said by the editor: a draft of it tells nobody."""

        SUMMARY = "summary", _("A summary")
        RECORDING = "recording", _("A recording")
        BOTH = "both", _("A recording and a summary")

    to_follow = models.CharField(
        _("what will follow"),
        max_length=10,
        blank=True,
        choices=[("", NOT_SAID), *ToFollow.choices],
        help_text=_("After the event the page says that it is to come, until it is there, for half a year at most."),
    )
    downloads = StreamField([("download", DownloadBlock())], verbose_name=_("documents"), blank=True)
    recordings = StreamField([("recording", RecordingBlock())], verbose_name=_("recordings"), blank=True)
    attendance = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    report = RichTextField(_("what happened"), features=PROSE, blank=True)
    photos = StreamField([("photo", PictureBlock())], verbose_name=_("photos"), blank=True)

    private_fields = {"photos"}
    of_one_time = {"to_follow", "downloads", "recordings", "attendance", "report", "photos"}

    aftermath_panels = [
        FieldPanel("to_follow"),
        FieldPanel("report"),
        FieldPanel("attendance"),
        FieldPanel("recordings"),
        FieldPanel("downloads"),
        FieldPanel("photos"),
    ]

    class Meta:
        abstract = True

    def still_to_follow(self, has_summary: bool) -> str:
        """What was promised and is not there yet: one of `ToFollow`, or nothing."""
        promised = {"both": {"summary", "recording"}}.get(self.to_follow, {self.to_follow})
        there = {"summary"} if has_summary else set()
        missing = promised - there - ({"recording"} if self.recordings else set())
        return "both" if len(missing) > 1 else next(iter(missing), "")
