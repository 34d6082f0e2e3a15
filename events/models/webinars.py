"""Series of webinars, and the summaries of what was said."""

import datetime
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from caching.site_version import memory
from core.blocks import DownloadBlock, LineBlock, QuestionBlock, RecordingBlock
from core.blocks.text import ANSWER, PROSE
from core.forms import ZoneSelect, page_form, zone_of_the_network
from core.going_live import Problem
from core.i18n.dates import full_day
from core.i18n.languages import in_language
from core.i18n.time_zones import ZONES, zone_name
from core.models import BasePage, PagePart, TermSlot, tabs, term_panels
from core.models.page_fields import facts
from core.prefetch import Reader, attach_terms, related_to
from core.visibility import visible_to
from events import surroundings
from events.blocks import EarlierSessionBlock, Mode, OutcomeBlock, SectionBlock
from events.facets import WEBINAR_FACETS
from events.structured_data import summary_data
from networks.blocks import contact_blocks, organisation_blocks, people_blocks
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in, part_rows
from search.listing import Listing, ListingPage, Sort

SERIES_TERMS = [TermSlot("topic"), TermSlot("region")]
SUMMARY_TERMS = [
    TermSlot("topic"),
    TermSlot("region"),
    TermSlot("audience"),
    TermSlot("sector"),
    TermSlot("population"),
]


class WebinarIndexPage(ListingPage):
    """The list of series and summaries, at /webinars/."""

    kind = "webinar"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.WebinarSeriesPage", "events.WebinarSummaryPage"]

    facets = WEBINAR_FACETS
    sorts = [
        Sort("newest", _("Latest session first"), ("-date", "-pk")),
        Sort("oldest", _("Earliest session first"), ("date", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]

    class Meta:
        verbose_name = _("list of webinars")
        verbose_name_plural = _("lists of webinars")

    def get_entries(self) -> "WebinarSummaryQuerySet":
        return WebinarSummaryPage.objects.all()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"all_series": [] if context["listing"].is_thin else self._series(context["listing"])}

    def _series(self, listing: Listing) -> list["WebinarSeriesPage"]:
        """All series, the latest first; above the summaries while nothing is narrowed."""
        found = in_language(visible_to(WebinarSeriesPage.objects.all(), listing.user), listing.locale)
        return attach_terms(
            found.select_related("image", "locale")
            .prefetch_related("image__renditions")
            .order_by("-first_published_at", "pk")
        )


class WebinarSeriesPage(BasePage):
    """A series: what it is about, and its parts in order. Summaries of its parts stand below it."""

    kind = "webinar"
    kind_label = _("Webinar series")
    kinds_label = _("Webinars")
    card_template = "components/series_card.html"
    term_slots = SERIES_TERMS

    description = RichTextField(_("description"), features=PROSE, blank=True)
    planned_size = models.PositiveSmallIntegerField(_("planned number of parts"), null=True, blank=True)
    missing_note = models.CharField(
        _("note on missing numbers"),
        max_length=300,
        blank=True,
        help_text=_("Explain here why a part of the series has no summary."),
    )
    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)

    api_fields = [
        *BasePage.api_fields,
        "description",
        "planned_size",
        "missing_note",
        "organisations",
    ]

    parent_page_types = ["events.WebinarIndexPage"]
    subpage_types = ["events.WebinarSummaryPage"]

    base_form_class = page_form("WebinarSeriesPageForm", SERIES_TERMS)
    override_translatable_fields = BasePage.override_translatable_fields + facts("planned_size")
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

    def get_context(self, request, *args, **kwargs):
        reader = Reader.of(request, self)
        attach_directory(self, "organisations")
        others = WebinarSeriesPage.objects.exclude(translation_key=self.translation_key)
        return super().get_context(request, *args, **kwargs) | {
            "series": surroundings.series_of(self, reader, timezone.now()),
            "organisation_groups": organisation_groups(self),
            "other_series": attach_terms(reader.shown(others).order_by("-last_published_at")[:3]),
        }

    def more_search_text(self) -> list[str]:
        return names_in(self.organisations)


class WebinarSummaryQuerySet(PageQuerySet):
    def with_cards(self):
        """With what cards show."""
        return self.select_related("image", "locale").prefetch_related("image__renditions")

    def latest(self):
        return self.order_by("-date", "-pk")

    def numbered(self):
        return self.order_by("number", "date", "pk")


class WebinarSummaryPage(BasePage):
    """What was said in a webinar or gathering: summary, people, sections, questions, outcomes, materials."""

    kind = "webinar"
    kind_label = _("Webinar summary")
    kinds_label = _("Webinars")
    card_template = "components/summary_card.html"
    term_slots = SUMMARY_TERMS
    unsearched = {"time_zone"}

    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    date = models.DateField(_("date of the session"), null=True, blank=True)
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Vancouver")
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event that it sums up"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="summaries",
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.ONLINE)
    attendance = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    attendance_note = models.CharField(
        _("note on attendance"),
        max_length=120,
        blank=True,
        help_text=_("For example “more than 160”, when nobody counted exactly."),
    )
    summary = RichTextField(_("summary"), features=PROSE, blank=True)
    earlier_sessions = StreamField([("session", EarlierSessionBlock())], verbose_name=_("earlier sessions"), blank=True)
    people = StreamField(people_blocks(), verbose_name=_("facilitator and panel"), blank=True)
    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections"), blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("question period"), blank=True)
    guiding_questions = StreamField(
        [("question", LineBlock(label=_("Question")))],
        verbose_name=_("guiding questions"),
        blank=True,
        help_text=_("Asked before the session, not answered here."),
    )
    outcomes = StreamField(
        [("outcome", OutcomeBlock())],
        verbose_name=_("outcomes"),
        blank=True,
        help_text=_("Begin with the most important one."),
    )
    recordings = StreamField([("recording", RecordingBlock())], verbose_name=_("recordings"), blank=True)
    downloads = StreamField([("download", DownloadBlock())], verbose_name=_("documents of the session"), blank=True)
    materials = StreamField([("material", DownloadBlock())], verbose_name=_("further materials"), blank=True)
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

    api_fields = [
        *BasePage.api_fields,
        "subtitle",
        "number",
        "date",
        "start_time",
        "end_time",
        "time_zone",
        "mode",
        "attendance",
        "attendance_note",
        "summary",
        "earlier_sessions",
        "people",
        "organisations",
        "sections",
        "questions",
        "guiding_questions",
        "outcomes",
        "recordings",
        "downloads",
        "materials",
        "interpretation",
        "what_comes_next",
    ]

    parent_page_types = ["events.WebinarSeriesPage", "events.WebinarIndexPage"]
    subpage_types: list[str] = []

    base_form_class = page_form("WebinarSummaryPageForm", SUMMARY_TERMS, {"time_zone": zone_of_the_network})
    override_translatable_fields = BasePage.override_translatable_fields + facts(
        "number",
        "date",
        "start_time",
        "end_time",
        "time_zone",
        "event",
        "mode",
        "attendance",
        "next_event",
        "related_pages",
    )
    search_fields = [*BasePage.search_fields, index.FilterField("date")]

    edit_handler = tabs(
        (
            _("Session"),
            [
                *BasePage.content_panels[:1],
                FieldPanel("subtitle"),
                *BasePage.content_panels[1:],
                FieldPanel("number"),
                MultiFieldPanel(
                    [
                        FieldPanel("date"),
                        FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")]),
                        FieldPanel("time_zone", widget=ZoneSelect),
                    ],
                    heading=_("When it was"),
                ),
                FieldPanel("event"),
                FieldPanel("mode"),
                FieldRowPanel([FieldPanel("attendance"), FieldPanel("attendance_note")]),
                FieldPanel("people"),
                FieldPanel("organisations"),
                FieldPanel("interpretation"),
            ],
        ),
        (
            _("What was said"),
            [
                FieldPanel("summary"),
                FieldPanel("earlier_sessions"),
                FieldPanel("guiding_questions"),
                FieldPanel("sections"),
                FieldPanel("questions"),
                FieldPanel("outcomes"),
            ],
        ),
        (
            _("Recordings and materials"),
            [
                FieldPanel("recordings"),
                FieldPanel("downloads"),
                FieldPanel("materials"),
                InlinePanel("related_pages", heading=_("Findings it is about, and other pages"), label=_("Page")),
            ],
        ),
        (
            _("What comes next"),
            [FieldPanel("next_event"), FieldPanel("what_comes_next"), FieldPanel("contact")],
        ),
        (_("Filed under"), term_panels(SUMMARY_TERMS)),
    )

    class Meta:
        verbose_name = _("webinar summary")
        verbose_name_plural = _("webinar summaries")

    def clean(self) -> None:
        super().clean()
        if self.time_zone not in ZONES:
            raise ValidationError({"time_zone": _("Choose a time zone from the list.")})
        if self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end is not after the start.")})

    @property
    def zone_label(self) -> str:
        return zone_name(self.time_zone)

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def hit_note(self) -> str:
        return full_day(self.date) if self.date else ""

    @property
    def starts_at(self) -> datetime.datetime | None:
        return datetime.datetime.combine(self.date, self.start_time) if self.date and self.start_time else None

    def get_context(self, request, *args, **kwargs):
        reader, now = Reader.of(request, self), timezone.now()
        attach_directory(self, "people", "organisations")
        series = self.series_above(reader)
        return super().get_context(request, *args, **kwargs) | {
            "place_in_series": surroundings.series_of(series, reader, now).place_of(self) if series else None,
            "event": surroundings.one_page(self, "event", reader),
            "following_event": surroundings.one_page(self, "next_event", reader),
            "related": related_to(self, reader),
            "organisation_groups": organisation_groups(self),
        }

    def structured_data(self):
        return summary_data(self)

    def series_above(self, reader: Reader) -> WebinarSeriesPage | None:
        """The series that the summary stands in, in the reader's language; none for one that stands by itself."""
        if not self.path:
            return None
        known, key = memory(), ("series above", self.path, reader.key)
        if key not in known:
            above = WebinarSeriesPage.objects.filter(path=self.path[: -self.steplen]).values("translation_key")
            known[key] = reader.shown(WebinarSeriesPage.objects.filter(translation_key__in=above)).first()
        return known[key]

    def parts(self) -> Iterator[PagePart]:
        return part_rows(
            self,
            ("sections", PagePart.Kind.SECTION, "heading"),
            ("questions", PagePart.Kind.QUESTION, "question"),
            ("outcomes", PagePart.Kind.OUTCOME, "title"),
            ("recordings", PagePart.Kind.RECORDING, "label"),
            ("downloads", PagePart.Kind.FILE, "title"),
            ("materials", PagePart.Kind.FILE, "title"),
        )

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

    def go_live_problems(self) -> list[Problem]:
        found = super().go_live_problems()
        rules = (
            (not self.date, "date", gettext("Give the date of the session.")),
            (
                bool(self.date) and not self.start_time,
                "start_time",
                gettext("Give the time at which the session began."),
            ),
            (not self.summary, "summary", gettext("Write the summary: a paragraph or more.")),
        )
        return found + [Problem(field, message) for broken, field, message in rules if broken]
