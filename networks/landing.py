"""Where the network begins: its groups, people, organisations, reports and pages, as far as a reader may see them.

What readers have in common is remembered until public content changes.
"""

from collections.abc import Iterable
from typing import NamedTuple

from wagtail.blocks import StreamValue
from wagtail.models import Page

from caching.site_version import version_cache
from core import tree
from core.drawings.shown_map import ShownMap
from core.models import PagePart, Vocabulary
from core.prefetch import Reader
from core.visibility import approved
from networks.directory_counts import organisation_map
from networks.directory_prefetch import complete_committees, complete_people
from networks.models.committees import Committee, Seat
from networks.models.organisations import Organisation
from networks.models.people import Person
from networks.organisation_cache import member_organisations

# What is shown of each before "all" is opened, so that three hundred read as well as three.
FIRST_GROUPS = 6
MOST_PEOPLE = 8
MOST_ORGANISATIONS = 24
MOST_REPORTS = 6
MOST_PAGES = 12


class Group(NamedTuple):
    """A committee and the page on which it is described."""

    committee: Committee
    page: Page


class Face(NamedTuple):
    """A person, and what they do in the network where that is known."""

    person: Person
    seat: Seat | None


class Report(NamedTuple):
    block: StreamValue.StreamChild
    page: Page


class Landing(NamedTuple):
    """The first of each, and how many there are in all."""

    groups: list[Group]
    more_groups: list[Group]
    people: list[Face]
    total_people: int
    organisations: list[Organisation]
    map: ShownMap | None
    reports: list[Report]
    pages: list[Page]
    total_pages: int


def landing_of(index: Page, model: type[Page], reader: Reader) -> Landing:
    """`model` is the kind of page that the index lists."""
    groups = groups_shown_to(model, reader)
    below = _pages_below(index, model, reader)
    return Landing(
        groups=groups[:FIRST_GROUPS],
        more_groups=groups[FIRST_GROUPS:],
        people=_people(index, groups),
        total_people=Person.objects.approved().filter(is_listed=True).count(),
        organisations=member_organisations()[:MOST_ORGANISATIONS],
        map=organisation_map(Vocabulary.REGION),
        reports=_reports(model, reader),
        pages=below[:MOST_PAGES],
        total_pages=reader.shown(model._default_manager.all()).count(),
    )


def groups_shown_to(model: type[Page], reader: Reader) -> list[Group]:
    """Committees at work or on hold that a page describes which the reader may open. The page that describes most of
    them gives the order; those on hold come last."""
    known, key = version_cache(), ("groups", reader.key)
    if key not in known:
        known[key] = _groups(model, reader)
    return known[key]


def _groups(model: type[Page], reader: Reader) -> list[Group]:
    pages = reader.shown(model._default_manager.all())
    chosen = [(page, [block["value"] for block in page.committees.raw_data]) for page in pages]
    chosen.sort(key=lambda pair: (-len(pair[1]), pair[0].path))
    places: dict[int, Page] = {}
    for page, keys in chosen:
        for pk in keys:
            places.setdefault(pk, page)
    found = Committee.objects.approved().exclude(status=Committee.Status.CLOSED).in_bulk(places)
    complete_committees(list(found.values()))
    groups = [Group(found[pk], page) for pk, page in places.items() if pk in found]
    return sorted(groups, key=lambda group: group.committee.status != Committee.Status.ACTIVE)


def _people(index: Page, groups: Iterable[Group]) -> list[Face]:
    """Those whom staff chose, else those who chair a group or co-chair it."""
    chosen = approved(Person.objects.filter(pk__in=[block["value"] for block in index.shown_people.raw_data]))
    by_key = chosen.in_bulk()
    faces = [Face(by_key[block["value"]], None) for block in index.shown_people.raw_data if block["value"] in by_key]
    if faces:
        complete_people(face.person for face in faces)
        return faces
    chairs = {Seat.Role.CHAIR, Seat.Role.CO_CHAIR}
    seats = [seat for group in groups for seat in group.committee.shown_seats if seat.role in chairs]
    first: dict[int, Face] = {}
    for seat in seats:
        if seat.person:
            first.setdefault(seat.person.pk, Face(seat.person, seat))
    return list(first.values())[:MOST_PEOPLE]


def _reports(model: type[Page], reader: Reader) -> list[Report]:
    """What the pages of the network give to download, those that went live last first."""
    files = PagePart.objects.filter(kind=PagePart.Kind.FILE).values("page")
    pages = reader.shown(model._default_manager.filter(pk__in=files)).order_by("-first_published_at", "pk")
    found = [Report(block, page) for page in pages[:MOST_REPORTS] for block in page.reports]
    return [report for report in found if report.block.value.href][:MOST_REPORTS]


def _pages_below(index: Page, model: type[Page], reader: Reader) -> list[Page]:
    """The pages right below the index, in the order in which they were arranged in the first language."""
    shown = list(reader.shown(model._default_manager.filter(depth=index.depth + 1)).defer_streamfields())
    twins = tree.translations([page.translation_key for page in shown])
    return sorted(shown, key=lambda page: min(node.path for node in twins[page.translation_key].values()))
