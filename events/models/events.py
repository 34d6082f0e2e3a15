"""An event, before and after it happens, and the times at which it happens."""

import datetime
from collections.abc import Iterator
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.blocks import Body, DownloadBlock, LineBlock, PictureBlock, QuestionBlock, RecordingBlock
from core.blocks.text import ANSWER, PROSE
from core.forms import ZoneSelect, page_form, zone_of_the_network
from core.going_live import Problem, problems_of_link_text
from core.i18n.dates import days
from core.i18n.time_zones import ZONES, zone_name
from core.models import BasePage, PagePart, TermSlot, tabs, term_panels
from core.models.page_fields import facts
from core.prefetch import Reader, related_to
from core.routing import note_reading_language
from events import ical, surroundings
from events.blocks import AccessBlock, AgendaBlock, Mode, PreparationBlock, SittingBlock, SupportBlock
from events.event_times import knows_day
from events.facets import EVENT_FACETS, MONTH, PAST, WHEN, by_month
from events.structured_data import event_data
from networks.blocks import contact_blocks, organisation_blocks, people_blocks
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in, part_rows
from search.listing import ListingPage, Sort
from website.page_cache import valid_until

EVENT_TERMS = [
    TermSlot("event-type", single=True),
    TermSlot("topic"),
    TermSlot("region"),
    TermSlot("audience"),
    TermSlot("sector"),
    TermSlot("population"),
    TermSlot("language", own_label=_("Language")),
]


class EventIndexPage(ListingPage):
    """The list of events, at /events/."""

    kind = "event"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]

    facets = EVENT_FACETS
    sorts = [
        Sort("date", _("By date"), ("sort_start_utc", "pk")),
        Sort("newest", _("Newest announcement first"), ("-first_published_at", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_entries(self) -> "EventQuerySet":
        return EventPage.objects.all()

    # Wagtail adds the slash while it looks for the route; the address has none.
    @path("calendar.ics/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The subscription: public events, recent and to come."""
        return ical.subscription(self, self.reading_locale(request))

    def order_fields(self, fields, filters):
        """By date, the past runs backwards."""
        is_past = filters.chosen[WHEN.name] == [PAST]
        return ("-sort_start_utc", "pk") if is_past and fields[0] == "sort_start_utc" else fields

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        valid_until(request, listing.all_entries.next_change(timezone.now()))
        by_date = listing.sort == "date"
        return context | {
            "months": MONTH.strip(listing, timezone.localdate()),
            "groups_of_entries": by_month(listing.sheet.object_list) if by_date else [("", listing.sheet.object_list)],
            "is_past": listing.filters.chosen[WHEN.name] == [PAST],
            "is_upcoming": not listing.filters.chosen[WHEN.name],
        }


class EventQuerySet(PageQuerySet):
    """The words in which lists of events are asked for. An event without occurrence has no exact date yet."""

    def with_cards(self) -> Self:
        """With what cards show."""
        return self.select_related("image", "locale").prefetch_related("image__renditions")

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which one of them begins, ends or leaves the list."""
        found = self.order_by().aggregate(
            end=models.Min("sort_end_utc", filter=models.Q(sort_end_utc__gt=now)),
            start=models.Min("sort_start_utc", filter=models.Q(sort_start_utc__gt=now)),
        )
        return min((instant for instant in found.values() if instant and instant.year < 9999), default=None)

    def with_times(self) -> Self:
        """Adds `first_start` and `last_end`, from the occurrences."""
        return self.annotate(
            first_start=models.Min("occurrences__start_utc"), last_end=models.Max("occurrences__end_utc")
        )

    def upcoming(self, now: datetime.datetime | None = None) -> Self:
        """To come or going on, the next first; without an exact day, at the end of the month or season."""
        now = now or timezone.now()
        return self.with_times().filter(sort_end_utc__gte=now).order_by("sort_start_utc", "pk")

    def past(self, now: datetime.datetime | None = None) -> Self:
        """Over, the latest first."""
        return self.with_times().filter(sort_end_utc__lt=now or timezone.now()).order_by("-sort_start_utc", "pk")


class EventPage(BasePage):
    """One event: announced, then held or cancelled, then remembered at the same address."""

    kind = "event"
    kind_label = _("Event")
    kinds_label = _("Events")
    card_template = "components/event_card.html"
    term_slots = EVENT_TERMS
    unsearched = {"joining_link", "time_zone"}

    class Precision(models.TextChoices):
        EXACT = "exact", _("The day and the time are known")
        DAY = "day", _("The day is known, the time will be announced")
        MONTH = "month", _("Only the month is known")
        SEASON = "season", _("Only the season is known")
        NONE = "none", _("The date will be announced")

    class Condition(models.TextChoices):
        AS_PLANNED = "as-planned", _("As planned")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")

    class Phase(models.TextChoices):
        """Computed, never stored."""

        TO_COME = "to-come", _("To come")
        NOW = "now", _("Now")
        PAST = "past", _("Past")

    # What it is about
    introduction = RichTextField(_("background"), features=ANSWER, blank=True)
    description = StreamField(Body(), verbose_name=_("description"), blank=True)
    objectives = StreamField([("objective", LineBlock(label=_("Objective")))], verbose_name=_("objectives"), blank=True)
    who_should_come = StreamField(
        [("group", LineBlock(label=_("Group")))], verbose_name=_("who should come"), blank=True
    )
    eligibility = StreamField(
        [("condition", LineBlock(label=_("Condition")))], verbose_name=_("who is eligible"), blank=True
    )
    # When
    precision = models.CharField(
        _("how much of the date is known"), max_length=10, choices=Precision.choices, default=Precision.EXACT
    )
    start_date = models.DateField(_("first day"), null=True, blank=True)
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty when it ends on the same day.")
    )
    end_time = models.TimeField(_("to"), null=True, blank=True, help_text=_("Leave empty when the end is open."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="America/Vancouver",
        help_text=_("Choose the zone of the place or, for an online event, of the host."),
    )
    all_day = models.BooleanField(_("all day"), default=False)
    same_hours_daily = models.BooleanField(
        _("the same hours each day"),
        default=False,
        help_text=_("Tick this for an event of several days with the same hours on each of them."),
    )
    date_note = models.CharField(_("note on the date"), max_length=200, blank=True)
    shows_zones = models.BooleanField(_("print the times across Canada"), default=False)
    sessions = StreamField([("session", SittingBlock())], verbose_name=_("sittings"), blank=True)
    series = models.ForeignKey(
        "events.WebinarSeriesPage",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="series_events",
    )
    series_position = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    condition = models.CharField(_("condition"), max_length=12, choices=Condition.choices, default=Condition.AS_PLANNED)
    condition_reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("Explain in a sentence why it is cancelled or postponed, for those who had signed up."),
    )
    new_date = models.DateField(_("new date"), null=True, blank=True)
    new_time = models.TimeField(_("new time"), null=True, blank=True)
    # Where
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.ONLINE)
    venue_name = models.CharField(_("place"), max_length=200, blank=True)
    venue_room = models.CharField(_("room"), max_length=120, blank=True)
    venue_address = models.CharField(_("address or corner"), max_length=250, blank=True)
    venue_city = models.CharField(_("city"), max_length=120, blank=True)
    online_platform = models.CharField(_("platform"), max_length=80, blank=True)
    joining_link = models.URLField(
        _("joining link"),
        max_length=500,
        blank=True,
        help_text=_("Never shown on the site. It goes to those who signed up."),
    )
    # Who
    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)
    people = StreamField(people_blocks(), verbose_name=_("people"), blank=True)
    contact = StreamField(contact_blocks(), verbose_name=_("contact"), blank=True)
    # Taking part
    registration_needed = models.BooleanField(_("one has to sign up"), default=False)
    registration_url = models.URLField(_("sign-up address"), max_length=500, blank=True)
    registration_label = models.CharField(
        _("text of the sign-up button"),
        max_length=120,
        blank=True,
        help_text=_("For example “Sign up for the forum in Victoria”."),
    )
    registration_deadline = models.DateField(_("sign up by"), null=True, blank=True)
    registration_other_ways = RichTextField(_("other ways to sign up"), features=ANSWER, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    capacity_note = models.CharField(_("note on places"), max_length=200, blank=True)
    invitation_only = models.BooleanField(_("by invitation only"), default=False)
    is_free = models.BooleanField(_("free of charge"), default=True)
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    supports = StreamField(
        [("support", SupportBlock())], verbose_name=_("supports for people with lived experience"), blank=True
    )
    accessibility = StreamField(
        [("access", AccessBlock())], verbose_name=_("accessibility and interpretation"), blank=True
    )
    ceremony = RichTextField(_("ceremony and acknowledgement"), features=ANSWER, blank=True)
    preparation = StreamField([("item", PreparationBlock())], verbose_name=_("to read or do before"), blank=True)
    agenda = StreamField([("item", AgendaBlock())], verbose_name=_("agenda"), blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("practical questions"), blank=True)
    # Afterwards
    downloads = StreamField([("download", DownloadBlock())], verbose_name=_("documents"), blank=True)
    recordings = StreamField([("recording", RecordingBlock())], verbose_name=_("recordings"), blank=True)
    attendance = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    report = RichTextField(_("what happened"), features=PROSE, blank=True)
    photos = StreamField([("photo", PictureBlock())], verbose_name=_("photos"), blank=True)

    # Derived when saved: what lists sort by, also for events without an exact date.
    sort_start_utc = models.DateTimeField(null=True, editable=False, db_index=True)
    sort_end_utc = models.DateTimeField(null=True, editable=False, db_index=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    api_fields = [
        *BasePage.api_fields,
        "introduction",
        "description",
        "objectives",
        "who_should_come",
        "eligibility",
        "precision",
        "start_date",
        "start_time",
        "end_date",
        "end_time",
        "time_zone",
        "all_day",
        "date_note",
        "condition",
        "condition_reason",
        "new_date",
        "new_time",
        "mode",
        "venue_name",
        "venue_room",
        "venue_address",
        "venue_city",
        "online_platform",
        "organisations",
        "people",
        "registration_needed",
        "registration_url",
        "registration_deadline",
        "capacity",
        "invitation_only",
        "is_free",
        "cost",
        "supports",
        "accessibility",
        "preparation",
        "agenda",
        "questions",
        "report",
        "attendance",
        "recordings",
        "downloads",
    ]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    base_form_class = page_form("EventPageForm", EVENT_TERMS, {"time_zone": zone_of_the_network})
    override_translatable_fields = BasePage.override_translatable_fields + facts(
        "precision",
        "start_date",
        "start_time",
        "end_date",
        "end_time",
        "time_zone",
        "all_day",
        "same_hours_daily",
        "shows_zones",
        "series",
        "series_position",
        "condition",
        "new_date",
        "new_time",
        "mode",
        "joining_link",
        "registration_needed",
        "registration_deadline",
        "capacity",
        "invitation_only",
        "is_free",
        "attendance",
    )
    search_fields = [*BasePage.search_fields, index.FilterField("sort_start_utc"), index.FilterField("mode")]

    edit_handler = tabs(
        (
            _("What"),
            [
                *BasePage.content_panels,
                FieldPanel("introduction"),
                FieldPanel("description"),
                FieldPanel("objectives"),
                FieldPanel("who_should_come"),
                FieldPanel("eligibility"),
                FieldPanel("agenda"),
                FieldPanel("ceremony"),
                FieldPanel("preparation"),
                FieldPanel("questions"),
            ],
        ),
        (
            _("When and where"),
            [
                MultiFieldPanel(
                    [
                        FieldPanel("precision"),
                        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                        FieldPanel("time_zone", widget=ZoneSelect),
                        FieldRowPanel([FieldPanel("all_day"), FieldPanel("same_hours_daily")]),
                        FieldPanel("shows_zones"),
                        FieldPanel("date_note"),
                    ],
                    heading=_("When"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("condition"),
                        FieldPanel("condition_reason"),
                        FieldRowPanel([FieldPanel("new_date"), FieldPanel("new_time")]),
                    ],
                    heading=_("Is it happening?"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("mode"),
                        FieldRowPanel([FieldPanel("venue_name"), FieldPanel("venue_room")]),
                        FieldRowPanel([FieldPanel("venue_address"), FieldPanel("venue_city")]),
                        FieldRowPanel([FieldPanel("online_platform"), FieldPanel("joining_link")]),
                    ],
                    heading=_("Where"),
                ),
                FieldPanel("sessions"),
                MultiFieldPanel(
                    [FieldPanel("series"), FieldPanel("series_position")], heading=_("Part of a series of webinars")
                ),
            ],
        ),
        (
            _("Who"),
            [
                FieldPanel("organisations"),
                FieldPanel("people"),
                FieldPanel("contact"),
            ],
        ),
        (
            _("Taking part"),
            [
                MultiFieldPanel(
                    [
                        FieldPanel("registration_needed"),
                        FieldPanel("registration_url"),
                        FieldPanel("registration_label"),
                        FieldPanel("registration_deadline"),
                        FieldPanel("registration_other_ways"),
                        FieldRowPanel([FieldPanel("capacity"), FieldPanel("capacity_note")]),
                        FieldPanel("invitation_only"),
                        FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")]),
                    ],
                    heading=_("Signing up"),
                ),
                HelpPanel(_("Say what people with lived experience get, and how much: few sites do.")),
                FieldPanel("supports"),
                FieldPanel("accessibility"),
            ],
        ),
        (
            _("Afterwards"),
            [
                FieldPanel("report"),
                FieldPanel("attendance"),
                FieldPanel("recordings"),
                FieldPanel("downloads"),
                FieldPanel("photos"),
            ],
        ),
        (
            _("Filed under"),
            [*term_panels(EVENT_TERMS), InlinePanel("related_pages", heading=_("Related pages"), label=_("Page"))],
        ),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.time_zone not in ZONES:
            raise ValidationError({"time_zone": _("Choose a time zone from the list.")})
        last = self.end_date or self.start_date
        if self.start_date and last and last < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first.")})
        one_day = last == self.start_date or self.same_hours_daily
        if one_day and self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end is not after the start.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_start_utc, self.sort_end_utc = self.sorting_span()
        super().save(*args, **kwargs)

    # Time

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone if self.time_zone in ZONES else "America/Vancouver")

    @property
    def zone_label(self) -> str:
        return zone_name(self.time_zone)

    @property
    def last_date(self) -> datetime.date | None:
        return self.end_date or self.start_date

    @property
    def is_multi_day(self) -> bool:
        return bool(self.start_date and self.last_date and self.last_date > self.start_date)

    @property
    def has_exact_time(self) -> bool:
        return self.precision == self.Precision.EXACT and bool(self.start_date)

    def at(self, day: datetime.date, time: datetime.time) -> datetime.datetime:
        """The instant, in UTC, of a wall-clock time in the event's zone."""
        return datetime.datetime.combine(day, time, tzinfo=self.zone).astimezone(datetime.UTC)

    def occurrence_spans(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """Start and end, in UTC, of each time the event takes place; none while the day is unknown."""
        if (
            self.precision not in {self.Precision.EXACT, self.Precision.DAY}
            or not self.start_date
            or not self.last_date
        ):
            return []
        whole_days = self.all_day or self.precision == self.Precision.DAY or self.start_time is None
        if whole_days:
            after = self.last_date + datetime.timedelta(days=1)
            return [(self.at(self.start_date, datetime.time.min), self.at(after, datetime.time.min))]
        if self.same_hours_daily and self.is_multi_day:
            count = (self.last_date - self.start_date).days + 1
            days = [self.start_date + datetime.timedelta(days=number) for number in range(count)]
            return [self._hours(day, day) for day in days]
        return [self._hours(self.start_date, self.last_date)]

    def _hours(self, first: datetime.date, last: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        start = self.at(first, self.start_time or datetime.time.min)
        if self.end_time:
            return start, self.at(last, self.end_time)
        # With an open end it counts as going on for two hours, so that it leaves "upcoming" in good time.
        end = start + datetime.timedelta(hours=2)
        return start, end if first == last else max(end, self.at(last, datetime.time.max))

    def sorting_span(self) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        """What lists sort by. A month or season counts until its last day; without any date the end is far off."""
        spans = self.occurrence_spans()
        if spans:
            return spans[0][0], spans[-1][1]
        if self.start_date and self.precision in {self.Precision.MONTH, self.Precision.SEASON}:
            months = 1 if self.precision == self.Precision.MONTH else 3
            first = self.start_date.replace(day=1)
            after = (first.month - 1 + months) // 12
            end = first.replace(year=first.year + after, month=(first.month - 1 + months) % 12 + 1)
            instant = self.at(end, datetime.time.min)
            return instant, instant
        far = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
        return far, far

    def phase_at(self, now: datetime.datetime) -> "EventPage.Phase":
        start, end = self.sorting_span()
        if end and end <= now:
            return self.Phase.PAST
        if self.has_exact_time and start and start <= now:
            return self.Phase.NOW
        return self.Phase.TO_COME

    @property
    def phase(self) -> "EventPage.Phase":
        return self.phase_at(timezone.now())

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which the phase changes by itself."""
        later = [instant for span in self.occurrence_spans() for instant in span if instant > now]
        later += [instant for instant in self.sorting_span() if instant and now < instant and instant.year < 9999]
        return min(later, default=None)

    @property
    def is_cancelled(self) -> bool:
        return self.condition == self.Condition.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.condition == self.Condition.POSTPONED

    # Place

    @property
    def place(self) -> str:
        """Place and city in one line."""
        return ", ".join(part for part in (self.venue_name, self.venue_city) if part)

    @property
    def is_in_person(self) -> bool:
        return self.mode in {Mode.IN_PERSON, Mode.HYBRID}

    # What the page shows

    @property
    def hit_note(self) -> str:
        if self.is_cancelled:
            return str(self.Condition.CANCELLED.label)
        if self.start_date and self.precision in {self.Precision.EXACT, self.Precision.DAY}:
            return days(self.start_date, self.end_date)
        return str(_("Date to be announced"))

    def get_context(self, request, *args, **kwargs):
        reader, now = Reader.of(request, self), timezone.now()
        attach_directory(self, "people", "organisations")
        series = surroundings.one_page(self, "series", reader)
        more = surroundings.more_upcoming(self, EventPage, reader, now)
        valid_until(request, surroundings.next_change([self, *more], now))
        return super().get_context(request, *args, **kwargs) | {
            "phase": self.phase_at(now),
            "place_in_series": surroundings.series_of(series, reader, now).place_of(self) if series else None,
            "summaries": surroundings.summaries_of(self, reader),
            "more_events": more,
            "related": related_to(self, reader),
            "organisation_groups": organisation_groups(self),
        }

    def structured_data(self):
        return event_data(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == ["event.ics"] and self.live and knows_day(self):
            note_reading_language(request, self)
            return RouteResult(self, kwargs={"as_calendar_file": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_calendar_file: bool = False, **kwargs: Any) -> HttpResponse:
        return ical.event_file(self) if as_calendar_file else super().serve(request, *args, **kwargs)

    # Parts and words

    def parts(self) -> Iterator[PagePart]:
        return part_rows(
            self,
            ("agenda", PagePart.Kind.AGENDA, "title"),
            ("questions", PagePart.Kind.QUESTION, "question"),
            ("downloads", PagePart.Kind.FILE, "title"),
            ("recordings", PagePart.Kind.RECORDING, "label"),
        )

    def more_search_text(self) -> list[str]:
        return names_in(self.people) + names_in(self.organisations)

    # Going live

    def go_live_problems(self) -> list[Problem]:
        found = super().go_live_problems()
        rules = (
            (
                self.precision != self.Precision.NONE and not self.start_date,
                "start_date",
                gettext("Give the date, or say that it will be announced."),
            ),
            (
                self.precision == self.Precision.EXACT and not self.all_day and not self.start_time,
                "start_time",
                gettext("Give the time, or say that it is all day or will be announced."),
            ),
            (
                self.is_in_person and not (self.venue_name or self.venue_city),
                "venue_name",
                gettext("Say where people meet, at least the city."),
            ),
            (
                not any(block.value.get("role") == "host" for block in self.organisations),
                "organisations",
                gettext("Name at least one host."),
            ),
            (
                self.registration_needed
                and not (self.registration_url or self.registration_other_ways or self.joining_link),
                "registration_url",
                gettext("Say how to sign up: an address, or another way."),
            ),
            (
                bool(self.registration_url) and not self.registration_label,
                "registration_label",
                gettext("Write what the sign-up button says."),
            ),
            (
                self.condition != self.Condition.AS_PLANNED and not self.condition_reason,
                "condition_reason",
                gettext("Say why it is cancelled or postponed."),
            ),
        )
        if self.registration_label:
            found += problems_of_link_text("registration_label", self.registration_label)
        return found + [Problem(field, message) for broken, field, message in rules if broken]


class Occurrence(models.Model):
    """A time at which a live event takes place. Rebuilt from the event whenever it goes live; never edited."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    start_utc = models.DateTimeField()
    end_utc = models.DateTimeField()

    class Meta:
        ordering = ["start_utc"]
        indexes = [models.Index(fields=["start_utc"]), models.Index(fields=["end_utc"])]
        constraints = [models.UniqueConstraint(fields=["event", "start_utc"], name="one_occurrence_at_a_time")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.start_utc:%Y-%m-%d %H:%M}Z"

    @classmethod
    def rebuild(cls, event: EventPage) -> None:
        """Write the occurrences of a live event; a page that is not live has none."""
        spans = event.occurrence_spans() if event.live else []
        cls.objects.filter(event_id=event.pk).delete()
        Occurrence.objects.bulk_create(
            Occurrence(event_id=event.pk, start_utc=start, end_utc=end) for start, end in spans
        )
