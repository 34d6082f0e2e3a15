"""What remains of an event once it is over, and what is still to come of it."""

import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import DownloadBlock, PictureBlock, RecordingBlock
from core.blocks.text import PROSE
from core.going_live import Problem
from core.models.unsaid import NOT_SAID
from events.days_and_hours import FAR
from events.models.spans import Spanned
from events.transcripts.agenda_cuts import cuts_of_agenda
from events.transcripts.speakers import speaker_called

# For so long after its end a page says that something is to come. Later nobody waits for it any more.
AWAITED_FOR = datetime.timedelta(days=180)
ONE_DAY = datetime.timedelta(days=1)
# After which an event goes off the site.
MOST_DAYS = 3660


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
    # `expire_at` follows from it and from the days: see `derive_expiry`.
    expires_after = models.PositiveSmallIntegerField(
        _("goes off the site: days after it ends"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_(
            "Empty: it stays, or goes on the day set with the schedule. 0: when it ends. An event that repeats counts "
            "from its last date, and without a known day it stays. If the event is moved, this moves along."
        ),
    )

    private_fields = {"photos", "expires_after"}
    of_one_time = {"to_follow", "downloads", "recordings", "attendance", "report", "photos"}

    aftermath_panels = [
        FieldPanel("to_follow"),
        FieldPanel("report"),
        FieldPanel("attendance"),
        FieldPanel("recordings"),
        FieldPanel("downloads"),
        FieldPanel("photos"),
        FieldPanel("expires_after"),
    ]

    class Meta:
        abstract = True

    # Of the event itself.
    people: Any
    agenda: Any

    def derive_instants(self) -> None:
        super().derive_instants()
        self.derive_expiry()

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """A draft says when it would go, too."""
        self.derive_expiry()
        return super().save_revision(*args, **kwargs)

    def derive_expiry(self) -> None:
        """What was set with the schedule is left alone where nothing is said here."""
        if self.expires_after is not None:
            self.expire_at = self.expiry_after_end

    @property
    def expiry_after_end(self) -> datetime.datetime | None:
        """None where nothing is said, or no day is known after which it would be over."""
        end = self.known_end
        if self.expires_after is None or end is None:
            return None
        return end + datetime.timedelta(days=self.expires_after)

    @property
    def known_end(self) -> datetime.datetime | None:
        """Of its last date; none while no day is known."""
        return self.sorting_span()[1] if self.dates() or self.times.known_days else None

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        expiry = self.expiry_after_end
        if expiry and expiry <= max(timezone.now(), self.go_live_at or expiry - ONE_DAY):
            words = gettext("By then it is over for so long: the page would go off the site at once.")
            problems = [*problems, Problem("expires_after", words)]
        return problems

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
