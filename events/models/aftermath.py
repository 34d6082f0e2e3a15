"""What remains of an event once it is over, and what is still to come of it."""

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import DownloadBlock, PictureBlock, RecordingBlock
from core.blocks.text import PROSE
from core.models.unsaid import NOT_SAID
from events.days_and_hours import FAR
from events.models.spans import Spanned
from events.transcripts.agenda_cuts import cuts_of_agenda
from events.transcripts.speakers import speaker_called

# For so long after its end a page says that something is to come. Later nobody waits for it any more.
AWAITED_FOR = datetime.timedelta(days=180)


class Remembered(Spanned):
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

    # Of the event itself.
    people: Any
    agenda: Any

    def still_to_follow(self, has_summary: bool, now: datetime.datetime) -> str:
        """What was promised and is not there yet: one of `ToFollow`, or nothing."""
        if now >= self.awaited_until:
            return ""
        promised = {"both": {"summary", "recording"}}.get(self.to_follow, {self.to_follow})
        there = {"summary"} if has_summary else set()
        missing = promised - there - ({"recording"} if self.recordings else set())
        return "both" if len(missing) > 1 else next(iter(missing), "")

    @property
    def awaited_until(self) -> datetime.datetime:
        end = self.times.sorting_span()[1]
        return end + AWAITED_FOR if end < FAR else end

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        ends = [self.awaited_until] if self.to_follow and now < self.awaited_until < FAR else []
        return min([*ends, *filter(None, [super().next_change(now)])], default=None)

    def speaker_called(self, shown: str) -> str:
        return speaker_called(shown, (block.value.shown_name for block in self.people))

    def headings_of_film(self) -> list[tuple[int, str]]:
        hours = self.times.known_hours
        return cuts_of_agenda(self.agenda, hours[0] if hours else None)
