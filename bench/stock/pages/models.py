"""Pages as a usual Wagtail site has them, with as many fields as ours."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

PER_PAGE = 20
VOCABULARIES = ("category", "population", "region", "type", "audience", "topic", "language")


@register_snippet
class Term(models.Model):
    vocabulary = models.CharField(max_length=30, db_index=True)
    name = models.CharField(max_length=100)
    slug = models.SlugField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)

    def __str__(self) -> str:
        return self.name


class ItemBlock(blocks.StructBlock):
    name = blocks.CharBlock()
    note = blocks.RichTextBlock(required=False)


def body() -> StreamField:
    return StreamField([("text", blocks.RichTextBlock()), ("quote", blocks.BlockQuoteBlock())], blank=True)


def items() -> StreamField:
    return StreamField([("item", ItemBlock())], blank=True)


def short() -> models.CharField:
    return models.CharField(max_length=250, blank=True)


class FrontPage(Page):
    headline = short()
    sections = body()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        upcoming = EventPage.objects.live().public().filter(start_date__gte=datetime.date.today())
        latest = ResourcePage.objects.live().public().order_by("-first_published_at", "pk")
        return super().get_context(request, *args, **kwargs) | {
            "events": upcoming.order_by("start_date").prefetch_related("terms")[:6],
            "resources": latest.prefetch_related("terms")[:5],
        }


class EventIndexPage(Page):
    introduction = RichTextField(blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        events = EventPage.objects.child_of(self).live().public().filter(start_date__gte=datetime.date.today())
        events = events.order_by("start_date").prefetch_related("terms")
        page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"entries": page}


class EventPage(Page):
    introduction = RichTextField(blank=True)
    description = body()
    objectives, who_should_come, eligibility, sessions = items(), items(), items(), items()
    precision, time_zone, date_note, condition, mode = short(), short(), short(), short(), short()
    start_date = models.DateField(db_index=True)
    start_time, end_time = models.TimeField(null=True), models.TimeField(null=True)
    end_date, new_date, deadline = (models.DateField(null=True, blank=True) for _number in range(3))
    all_day, same_hours, shows_zones, registration_needed, invitation_only = (
        models.BooleanField(default=False) for _number in range(5)
    )
    condition_reason = models.TextField(blank=True)
    venue_name, venue_room, venue_address, venue_city, platform = short(), short(), short(), short(), short()
    joining_link, registration_url = models.URLField(blank=True), models.URLField(blank=True)
    registration_label, capacity_note, cost = short(), short(), short()
    organisations, people, contact, supports = items(), items(), items(), items()
    accessibility, preparation, agenda, questions = items(), items(), items(), items()
    downloads, recordings, photos = items(), items(), items()
    ceremony, report, other_ways = (RichTextField(blank=True) for _number in range(3))
    capacity, attendance = (models.PositiveIntegerField(null=True, blank=True) for _number in range(2))
    is_free = models.BooleanField(default=True)
    terms = ParentalManyToManyField(Term, blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = EventPage.objects.live().public().filter(terms__in=self.terms.all()).exclude(pk=self.pk).distinct()
        streams = [(name, getattr(self, name)) for name in STREAMS]
        related = related.order_by("-start_date")[:3]
        return super().get_context(request, *args, **kwargs) | {"streams": streams, "related": related}


STREAMS = tuple(field.name for field in EventPage._meta.local_fields if isinstance(field, StreamField))


class ResourceIndexPage(Page):
    introduction = RichTextField(blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        everything = ResourcePage.objects.child_of(self).live().public()
        chosen = {name: request.GET.getlist(name) for name in VOCABULARIES if request.GET.getlist(name)}
        entries = narrowed(everything, chosen).order_by("-first_published_at", "pk").prefetch_related("terms")
        return super().get_context(request, *args, **kwargs) | {
            "facets": [(name, counts(everything, chosen, name)) for name in VOCABULARIES],
            "years": narrowed(everything, chosen).order_by("-year").values("year").annotate(total=Count("pk")),
            "entries": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
            "chosen": [slug for slugs in chosen.values() for slug in slugs],
        }


def narrowed(entries: QuerySet, chosen: dict[str, list[str]], but: str = "") -> QuerySet:
    for name, slugs in chosen.items():
        if name != but:
            entries = entries.filter(
                pk__in=ResourcePage.terms.through.objects.filter(term__vocabulary=name, term__slug__in=slugs).values(
                    "resourcepage"
                )
            )
    return entries


def counts(entries: QuerySet, chosen: dict[str, list[str]], name: str) -> QuerySet:
    fitting = narrowed(entries, chosen, but=name).order_by().values("pk")
    terms = Term.objects.filter(vocabulary=name, resourcepage__in=fitting)
    return terms.annotate(total=Count("resourcepage")).order_by("pk")


class ResourcePage(Page):
    summary = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    authors, publisher, journal, volume, issue, pages, doi, isbn = (short() for _number in range(8))
    has_full_text, is_peer_reviewed = (models.BooleanField(default=False) for _number in range(2))
    body, links, notes = body(), items(), items()
    terms = ParentalManyToManyField(Term, blank=True)
