"""The summary of a webinar or gathering."""

from collections.abc import Iterator
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager

from caching.site_version import version_cache
from core.blocks import LineBlock
from core.blocks.text import ANSWER
from core.cover import Cover
from core.forms import page_form, zone_of_the_network
from core.i18n.dates import full_day
from core.models import BasePage, CardQuerySet, Fold, PagePart, TermSlot, tabs, term_panels
from core.prefetch import Reader, related_to
from core.visibility import STRANGER
from events.after_event.hour_of_event import LiveAfterEvent
from events.form.live_after_event import GoesLiveAfterEvent
from events.models.webinar_record import SessionRecord
from events.models.webinar_series import WebinarSeriesPage
from events.models.webinar_session import HeldSession
from events.numbers_of_parts import Following, following
from events.related_events import one_page
from events.series import series_of
from events.series_knots import series_by_path
from events.structured_data import summary_data
from events.transcripts.agenda_cuts import cuts_of_agenda
from events.transcripts.speakers import speaker_called
from events.transcripts.transcript_parts import transcript_parts
from networks.blocks import contact_blocks, organisation_blocks, people_blocks
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in
from website.routes import RoutedPageMixin

SUMMARY_TERMS = [
    TermSlot("topic", sought=True),
    TermSlot("region", sought=True),
    TermSlot("audience"),
    TermSlot("sector"),
    TermSlot("population"),
]


OFTEN_THE_SAME = ("time_zone", "mode", "organisations", "contact", "terms_region")


class WebinarSummaryQuerySet(CardQuerySet):
    """The words in which lists of summaries are asked for."""

    def latest(self) -> Self:
        return self.order_by("-date", "-pk")

    def numbered(self) -> Self:
        return self.order_by("number", "date", "pk")


class WebinarSummaryPage(RoutedPageMixin, LiveAfterEvent, HeldSession, SessionRecord):
    """What was said in a webinar or gathering: summary, people, sections, questions, outcomes, materials."""

    kind = "webinar"
    kind_label = _("Webinar summary")
    kinds_label = _("Webinars")
    card_template = "components/summary_card.html"
    term_slots = SUMMARY_TERMS
    review_months = 24

    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    people = StreamField(people_blocks(), verbose_name=_("facilitator and panel"), blank=True)
    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)
    interpretation = StreamField(
        [("item", LineBlock(label=_("Interpretation")))], verbose_name=_("interpretation"), blank=True
    )
    next_event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("next event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="announced_by",
    )
    what_comes_next = RichTextField(_("what comes next"), features=ANSWER, blank=True)
    contact = StreamField(contact_blocks(), verbose_name=_("contact"), blank=True)

    objects = PageManager.from_queryset(WebinarSummaryQuerySet)()

    private_fields = {"next_event", "contact"}
    of_one_time = {"lead", "next_event", "what_comes_next"}
    same_in_all_languages = {"related_pages"}

    parent_page_types = ["events.WebinarSeriesPage", "events.WebinarIndexPage"]
    subpage_types: list[str] = []

    base_form_class = page_form(
        "WebinarSummaryPageForm",
        SUMMARY_TERMS,
        {"time_zone": zone_of_the_network},
        OFTEN_THE_SAME,
        parts=(GoesLiveAfterEvent,),
    )
    edit_handler = tabs(
        (
            _("Content"),
            [
                *BasePage.content_panels,
                HeldSession.when_panel,
                FieldPanel("people"),
                *SessionRecord.said_panels,
                Fold(
                    [
                        FieldPanel("subtitle"),
                        *HeldSession.session_panels,
                        FieldPanel("organisations"),
                        FieldPanel("interpretation"),
                    ],
                    heading=_("About the session"),
                ),
                Fold(SessionRecord.more_said_panels, heading=_("More of what was said")),
                Fold(SessionRecord.material_panels, heading=_("Recordings and materials")),
                Fold(
                    [FieldPanel("next_event"), FieldPanel("what_comes_next"), FieldPanel("contact")],
                    heading=_("What comes next"),
                ),
                Fold(term_panels(SUMMARY_TERMS), heading=_("Filed under")),
            ],
        ),
    )

    class Meta:
        verbose_name = _("webinar summary")
        verbose_name_plural = _("webinar summaries")

    @property
    def next_in_series(self) -> Following | None:
        """What the part after the last one begins with."""
        above = self.get_parent()
        if not issubclass(above.specific_class, WebinarSeriesPage):
            return None
        return following("number", self.number, type(self).objects.child_of(above).values_list("number", flat=True))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader, now = Reader.of(request, self), timezone.now()
        attach_directory(self, "people", "organisations")
        series = self.series_above(reader)
        return super().get_context(request, *args, **kwargs) | {
            "place_in_series": series_of(series, reader, now).position_of(self) if series else None,
            "event": one_page(self, "event", reader),
            "following_event": one_page(self, "next_event", reader),
            "related": related_to(self, reader),
            "organisation_groups": organisation_groups(self),
        }

    def speaker_called(self, shown: str) -> str:
        return speaker_called(shown, (block.value.shown_name for block in self.people))

    def headings_of_film(self) -> list[tuple[int, str]]:
        """By the agenda of its event, if everybody may read that."""
        event = one_page(self, "event", Reader(STRANGER, self.locale))
        return cuts_of_agenda(event.agenda, self.start_time) if event else []

    def parts(self) -> Iterator[PagePart]:
        yield from super().parts()
        yield from transcript_parts(self, self.recordings)

    def structured_data(self) -> dict[str, Any]:
        return summary_data(self)

    @property
    def has_brief(self) -> bool:
        """Whether there is more to leave out than to say."""
        return bool(self.summary and (self.outcomes or self.quotation))

    @property
    def cover(self) -> Cover:
        series = series_by_path(self.path[: -self.steplen])
        if series:
            return series.cover_of_part(self.number, self.locale_id)
        return Cover(str(self.year or ""), full_day(self.date) if self.date else "", "webinar")

    def series_above(self, reader: Reader) -> WebinarSeriesPage | None:
        """The series that the summary stands in, in the reader's language; none for one that stands by itself."""
        if not self.path:
            return None
        cache, key = version_cache(), ("series above", self.path, reader.key)
        if key not in cache:
            above = WebinarSeriesPage.objects.filter(path=self.path[: -self.steplen]).values("translation_key")
            cache[key] = reader.shown(WebinarSeriesPage.objects.filter(translation_key__in=above)).first()
        return cache[key]

    def more_search_text(self) -> list[str]:
        return [*names_in(self.people), *names_in(self.organisations), *self._place_in_words()]

    def _place_in_words(self) -> Iterator[str]:
        """By what one remembers a session: its series, its number, its day."""
        above = WebinarSeriesPage.objects.live().filter(path=self.path[: -self.steplen]) if self.path else []
        yield from (series.title for series in above)
        if self.number:
            yield gettext("Webinar %(number)s") % {"number": self.number}
        if self.date:
            yield full_day(self.date)
