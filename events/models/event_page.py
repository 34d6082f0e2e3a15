"""An event, before and after it happens."""

import datetime
from collections.abc import Iterator
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.forms import page_form, zone_of_the_network
from core.going_live import Problem
from core.i18n.dates import days
from core.models import BasePage, CardQuerySet, Fold, PagePart, TermSlot, tabs, term_panels
from core.prefetch import Reader, related_to
from core.text.sentences import with_stop
from events import event_times
from events.agenda import agenda_days, agenda_problems
from events.days_and_hours import Span
from events.form.expiry_of_event import ExpiresAfterEvent
from events.models.aftermath import Remembered
from events.models.programme import WithProgramme
from events.models.registration import OpenToRegistration
from events.models.series_membership import SeriesMember
from events.related_events import more_upcoming, next_change, one_page, summaries_of
from events.repeating.next_date import next_start
from events.series import series_of
from events.structured_data import event_data
from events.transcripts.transcript_parts import transcript_parts
from networks.blocks import contact_blocks, organisation_blocks, people_blocks
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in, part_rows
from website.page_cache import valid_until
from website.routes import RoutedPageMixin

EVENT_TERMS = [
    TermSlot("event-type", single=True, sought=True),
    TermSlot("topic", sought=True),
    TermSlot("region", sought=True),
    TermSlot("audience"),
    TermSlot("sector"),
    TermSlot("population"),
    TermSlot("language", own_label=_("Language")),
]
# Asked of every event; the others stand folded.
FIRST_TERMS = ("event-type", "region")
OFTEN_THE_SAME = (
    "time_zone",
    "mode",
    "online_platform",
    "organisations",
    "contact",
    "terms_region",
    "terms_language",
)

EventPageForm = page_form(
    "EventPageForm", EVENT_TERMS, {"time_zone": zone_of_the_network}, OFTEN_THE_SAME, parts=(ExpiresAfterEvent,)
)


class EventQuerySet(CardQuerySet):
    """The words in which lists of events are asked for. An event without occurrence has no exact date yet."""

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which one of them begins, ends or leaves the list."""
        instants = self.order_by().aggregate(
            end=models.Min("sort_end_utc", filter=models.Q(sort_end_utc__gt=now)),
            start=models.Min("sort_start_utc", filter=models.Q(sort_start_utc__gt=now)),
        )
        dates = (
            self.order_by()
            .exclude(repeats="")
            .aggregate(
                end=models.Min("occurrences__end_utc", filter=models.Q(occurrences__end_utc__gt=now)),
                start=models.Min("occurrences__start_utc", filter=models.Q(occurrences__start_utc__gt=now)),
            )
        )
        known = [*instants.values(), *dates.values()]
        return min((instant for instant in known if instant and instant.year < 9999), default=None)

    def upcoming(self, now: datetime.datetime | None = None) -> Self:
        """To come or going on, the next first; without an exact day, at the end of the month or season."""
        now = now or timezone.now()
        return self.filter(sort_end_utc__gte=now).by_next_date(now)

    def by_next_date(self, now: datetime.datetime) -> Self:
        """In the order in which they take place next; adds `next_start`."""
        return self.annotate(next_start=next_start(now)).order_by("next_start", "pk")

    def without_bodies(self) -> Self:
        """Without the long fields; the dates that differ stay, as they say when it takes place."""
        bodies = [field.name for field in self.model._meta.concrete_fields if isinstance(field, StreamField)]
        return self.defer(*(name for name in bodies if name not in self.model.card_blocks))

    def past(self, now: datetime.datetime | None = None) -> Self:
        """Over, the latest first."""
        return self.filter(sort_end_utc__lt=now or timezone.now()).order_by("-sort_start_utc", "pk")


class EventPage(RoutedPageMixin, WithProgramme, SeriesMember, OpenToRegistration, Remembered):
    """One event: announced, then held or cancelled, then remembered at the same address."""

    kind = "event"
    kind_label = _("Event")
    kinds_label = _("Events")
    card_template = "components/event_card.html"
    term_slots = EVENT_TERMS
    review_months = 0

    organisations = StreamField(organisation_blocks(), verbose_name=_("hosts, partners and funders"), blank=True)
    people = StreamField(people_blocks(), verbose_name=_("people"), blank=True)
    contact = StreamField(contact_blocks(), verbose_name=_("contact"), blank=True)
    committee = models.ForeignKey(
        "networks.Committee",
        verbose_name=_("meeting of the committee"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meetings",
        help_text=_("The committee is then shown with its next meeting. Who may see the event does not change."),
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    private_fields = {"contact", "committee"}
    api_properties = [*BasePage.api_properties, "when", "sign_up_address"]
    search_fields = [*SeriesMember.search_fields, *OpenToRegistration.search_fields]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    base_form_class = EventPageForm
    edit_handler = tabs(
        (
            _("Content"),
            [
                *BasePage.content_panels,
                SeriesMember.timing_panel,
                OpenToRegistration.place_panel,
                FieldPanel("organisations"),
                *WithProgramme.first_panels,
                *term_panels(EVENT_TERMS, first=FIRST_TERMS),
                Fold(
                    [FieldPanel(name) for name in ("people", "contact", "committee")], heading=_("People and contact")
                ),
                Fold(OpenToRegistration.registration_panels, heading=_("Taking part")),
                Fold(WithProgramme.programme_panels, heading=_("More about the programme")),
                Fold(SeriesMember.more_timing_panels, heading=_("More about days and hours")),
                SeriesMember.repeating_panel,
                SeriesMember.condition_panel,
                SeriesMember.series_panel,
                Fold(Remembered.aftermath_panels, heading=_("Afterwards")),
                Fold(
                    [
                        *term_panels(EVENT_TERMS, rest=FIRST_TERMS),
                        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
                    ],
                    heading=_("Filed under"),
                ),
            ],
        ),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def when(self) -> dict[str, str]:
        """When it takes place now, for the API and for lists in JSON."""
        return event_times.machine_values(self.times)

    @property
    def list_facts(self) -> dict[str, object]:
        return {"when": self.when, "condition": self.condition}

    @property
    def feed_text(self) -> str:
        when = event_times.when_words(self.times) if self.takes_place else self.get_condition_display()
        text = super().feed_text
        return f"{with_stop(capfirst(when))} {text}".strip() if text else capfirst(when)

    @property
    def own_day(self) -> datetime.date | None:
        return self.sort_day

    @property
    def hit_note(self) -> str:
        if not self.takes_place:
            return str(self.Condition(self.condition).label)
        if self.known_days:
            return days(*self.known_days)
        return str(_("Date to be announced"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader, now = Reader.of(request, self), timezone.now()
        attach_directory(self, "people", "organisations")
        series = one_page(self, "series", reader)
        more, summaries = more_upcoming(self, EventPage, reader, now), summaries_of(self, reader)
        valid_until(request, changes_at := next_change([self, *more], now))
        return super().get_context(request, *args, **kwargs) | {
            "phase": self.phase_at(now),
            "changes_at": changes_at,
            "joining_link": self.open_joining_link(now),
            "agenda": agenda_days(self.agenda, self.times),
            "place_in_series": series_of(series, reader, now).position_of(self) if series else None,
            "summaries": summaries,
            "to_follow": self.still_to_follow(bool(summaries), now),
            "more_events": more,
            "related": SimpleLazyObject(lambda: related_to(self, reader)),
            "organisation_groups": organisation_groups(self),
        }

    def joining_spans(self, now: datetime.datetime) -> list[Span]:
        """When the joining link may be read on the page: of the date that the event is about at the moment."""
        if not self.joining_link or self.joining_opens is None or not self.takes_place:
            return []
        ahead = datetime.timedelta(minutes=self.joining_opens)
        times = self.times_at(now)
        return [(start - ahead, end) for start, end in times.spans()] if times.known_hours else []

    def open_joining_link(self, now: datetime.datetime) -> str:
        return self.joining_link if any(start <= now < end for start, end in self.joining_spans(now)) else ""

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        openings = [start for start, _end in self.joining_spans(now) if start > now]
        return min([*openings, *filter(None, [super().next_change(now)])], default=None)

    def structured_data(self) -> dict[str, Any]:
        return event_data(self)

    def parts(self) -> Iterator[PagePart]:
        yield from part_rows(
            self,
            ("agenda", PagePart.Kind.AGENDA, "title"),
            ("questions", PagePart.Kind.QUESTION, "question"),
            ("downloads", PagePart.Kind.FILE, "title"),
            ("recordings", PagePart.Kind.RECORDING, "label"),
        )
        yield from transcript_parts(self, self.recordings)

    def more_search_text(self) -> list[str]:
        return [*super().more_search_text(), *names_in(self.people), *names_in(self.organisations)]

    def go_live_problems(self) -> list[Problem]:
        problems = [*super().go_live_problems(), *agenda_problems(self.agenda, self.times)]
        if not any(block.value.get("role") == "host" for block in self.organisations):
            problems.append(Problem("organisations", gettext("Name at least one host.")))
        return problems
