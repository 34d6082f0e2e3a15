"""What a member sees that strangers do not, and the committees they sit in: asked anew each time, kept for nobody."""

import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from caching.site_version import cached_until_change
from core.addresses import prepare_addresses
from core.prefetch import Reader, attach_terms
from core.visibility import Pages, only_for_members, private_areas
from events.committee_meetings import next_meetings
from events.models import EventPage
from events.related_events import NO_DATE, upcoming_events
from files.access import used_on
from files.models import SiteDocument
from networks.landing import groups_shown_to
from networks.models import Committee, NetworkPage, Person, Seat
from networks.models.committees import with_approved
from users.models import AnyUser

MOST_SESSIONS = 5
MOST_OPEN_SESSIONS = 3
MOST_NEWS = 6
MOST_DOCUMENTS = 6
MOST_PAPERS = 4
# A page is news for so long.
NEW = datetime.timedelta(days=90)


class News(NamedTuple):
    """Something new on a private page, or the page itself; then it has no text of its own."""

    day: str
    page: Page
    text: str = ""


class PrivateDocument(NamedTuple):
    document: SiteDocument
    page: Page


class OwnCommittee(NamedTuple):
    """A committee in which the reader sits; `page` describes it, where there is one that they may open."""

    committee: Committee
    seats: list[Seat]
    page: Page | None
    meeting: EventPage | None
    papers: list[Any]


class MembersHome(NamedTuple):
    sessions: list[EventPage]
    open_sessions: list[EventPage]
    news: list[News]
    committees: list[OwnCommittee]
    documents: list[PrivateDocument]
    areas: list[Page]


def has_anything(user: AnyUser) -> bool:
    """Whether this person finds more there than a stranger would. Asked for every page that they open."""
    return user.pk in seated_accounts() or only_for_members(Page.objects.all(), user).exists()


@cached_until_change
def seated_accounts() -> frozenset[int]:
    """The accounts of those who sit on a committee."""
    return frozenset(_seats().exclude(person__account=None).values_list("person__account", flat=True))


def members_home(reader: Reader, now: datetime.datetime) -> MembersHome:
    sessions = _private_sessions(reader, now)
    others = upcoming_events(EventPage, reader, now)
    private = {
        event.pk for event in only_for_members(EventPage.objects.filter(pk__in=[e.pk for e in others]), reader.user)
    }
    found = MembersHome(
        sessions=sessions,
        open_sessions=[event for event in others if event.pk not in private][:MOST_OPEN_SESSIONS],
        news=_news(reader, now),
        committees=_committees(reader, now),
        documents=_documents(reader),
        areas=list(private_areas(reader.user, reader.locale)),
    )
    prepare_addresses([*found.sessions, *found.open_sessions, *(item.page for item in found.news)])
    return found


def _private(pages: Pages, reader: Reader) -> Pages:
    return only_for_members(reader.shown(pages), reader.user)


def _private_sessions(reader: Reader, now: datetime.datetime) -> list[EventPage]:
    planned = EventPage.objects.filter(sort_end_utc__gte=now, sort_end_utc__lt=NO_DATE)
    shown = _private(planned.exclude(condition=EventPage.Condition.CANCELLED), reader)
    return attach_terms(shown.by_next_date(now).without_bodies()[:MOST_SESSIONS])


def _news(reader: Reader, now: datetime.datetime) -> list[News]:
    """What staff wrote as news on private pages, and pages that are new; an area itself is no news."""
    pages = _private(NetworkPage.objects.all(), reader)
    found = [News(block.value["date"], page, block.value["text"]) for page in pages for block in page.news]
    new = _private(Page.objects.not_type(EventPage).filter(first_published_at__gte=now - NEW), reader)
    new = new.exclude(pk__in=private_areas(reader.user, reader.locale).order_by().values("pk"))
    latest = new.order_by("-first_published_at", "pk")[:MOST_NEWS]
    found += [News(page.first_published_at.date().isoformat(), page.specific) for page in latest]
    return sorted(found, key=lambda item: item.day, reverse=True)[:MOST_NEWS]


def _documents(reader: Reader) -> list[PrivateDocument]:
    by_document = used_on(_private(Page.objects.all(), reader), SiteDocument)
    newest = SiteDocument.objects.filter(pk__in=by_document).order_by("-created_at", "-pk")[:MOST_DOCUMENTS]
    return [PrivateDocument(document, by_document[document.pk]) for document in newest]


def seats_of(user: AnyUser) -> QuerySet[Seat]:
    """The seats of the person in the directory whose account this is."""
    return _seats().filter(person__account=user.pk) if user.is_authenticated else Seat.objects.none()


def _seats() -> QuerySet[Seat]:
    people = Person.objects.approved()
    return with_approved(Seat.objects.filter(person__in=people)).exclude(committee__status=Committee.Status.CLOSED)


def _committees(reader: Reader, now: datetime.datetime) -> list[OwnCommittee]:
    rows = seats_of(reader.user).select_related("committee").prefetch_related("texts", "committee__texts")
    by_committee: dict[int, list[Seat]] = {}
    for seat in rows.order_by("committee__slug", "sort_order"):
        by_committee.setdefault(seat.committee_id, []).append(seat)
    pages = {group.committee.pk: group.page for group in groups_shown_to(NetworkPage, reader)}
    meetings = next_meetings(reader, now)
    return [
        OwnCommittee(seats[0].committee, seats, pages.get(pk), meetings.get(pk), _papers(meetings.get(pk)))
        for pk, seats in by_committee.items()
    ]


def _papers(meeting: EventPage | None) -> list[Any]:
    """What is to be read before the meeting."""
    given_out = [*meeting.downloads, *meeting.preparation] if meeting else []
    return [block.value for block in given_out if block.value.href][:MOST_PAPERS]
