"""The six lists of the Monday page. Each holds only what this person may act on; the mail is written from the same."""

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from care.caring_people import due, pages_to_edit, rows_for
from core.i18n.dates import plain_day
from core.visibility import shown_in_admin
from events.models import EventPage, WebinarIndexPage
from linkcheck.link_report import links_for
from linkcheck.models import ExternalLink, ExternalLinkUse
from moderation.translating.unfinished import MAY_TRANSLATE, Standing, originals_for, target_locales
from networks.models import Committee, Seat
from networks.models.committees import with_approved
from users.models import AnyUser

# Of each list so many are shown; the rest is counted.
SHOWN = 10
# For so long an event without a summary is of interest.
RECENTLY_HELD = datetime.timedelta(days=180)
# From then on a page that was sent back counts as forgotten, and a seat as falling vacant.
FORGOTTEN = datetime.timedelta(days=14)
FALLING_VACANT = datetime.timedelta(days=60)


class Row(NamedTuple):
    """A line: what it is and where, what is to be said of it, and its one button: a link, or a form with `answer`."""

    title: str
    place: str
    note: str
    button: str
    address: str
    answer: str = ""
    is_form: bool = False


class Found(NamedTuple):
    rows: list[Row]
    more: int


class MondayList(NamedTuple):
    name: str
    heading: str | Promise
    found: Found
    # Where all of them stand; empty where the list is the only place.
    all_of_them: str

    @property
    def total(self) -> int:
        return len(self.found.rows) + self.found.more


def _first(rows: QuerySet[Any], line: Callable[[Any], Row]) -> Found:
    total = rows.count()
    shown = [line(row) for row in rows[:SHOWN]] if total else []
    return Found(shown, total - len(shown))


def events_without_summary(user: AnyUser) -> Found:
    """Held lately, where this person may add the summary."""
    now = timezone.now()
    held = shown_in_admin(EventPage.objects.live(), user).filter(
        sort_end_utc__lt=now, sort_end_utc__gte=now - RECENTLY_HELD, summaries=None
    )
    open_to_them = page_permission_policy.instances_user_has_permission_for(user, "add").values("pk")
    lists = WebinarIndexPage.objects.filter(pk__in=open_to_them).values("locale")
    held = held.filter(Q(series__in=open_to_them) | Q(locale__in=lists))
    held = held.exclude(condition=EventPage.Condition.CANCELLED)
    return _first(held.order_by("-sort_end_utc", "pk"), _event)


def _editor(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _event(event: EventPage) -> Row:
    day = plain_day(timezone.localdate(event.sort_end_utc))
    address = reverse("write_summary", args=[event.pk])
    return Row(event.title, _editor(event.pk), day, _("Write the summary"), address, is_form=True)


def reviews_due(user: AnyUser) -> Found:
    return _first(due(rows_for(user)).order_by("review_on", "pk"), _review)


def _review(row: Any) -> Row:
    asked, place = row.archive_asked_by, _editor(row.page_id)
    note = _("%(name)s wants it archived") % {"name": asked} if asked else plain_day(row.looked_at)
    if asked:
        return Row(row.page.title, place, note, _("Archive"), reverse("care_archive", args=[row.page_id]))
    note = _("last looked at on %(day)s") % {"day": note}
    if row.has_notes:
        address = f"{reverse('care_report')}?{urlencode({'title': row.page.title})}"
        return Row(row.page.title, place, _("a reader wrote"), _("Read it"), address)
    return Row(row.page.title, place, note, _("Still right"), reverse("care_answer", args=[row.page_id]), "right", True)


def broken_links(user: AnyUser) -> Found:
    links = links_for(user).filter(state=ExternalLink.State.BROKEN, is_accepted=False)
    total, shown = links.count(), list(links[:SHOWN])
    uses = ExternalLinkUse.objects.filter(link__in=shown, page__in=pages_to_edit(user)).select_related("page")
    pages = {use.link_id: use.page for use in uses.order_by("-page__title", "-pk")}
    rows = [_link(link, pages[link.pk]) for link in shown if link.pk in pages]
    return Found(rows, total - len(shown))


def _link(link: ExternalLink, page: Page) -> Row:
    note = f"{link.address} ({link.get_problem_display()})"
    return Row(page.title, _editor(page.pk), note, _("Mend it"), _editor(page.pk))


def stale_translations(user: AnyUser) -> Found:
    rows: list[Row] = []
    more = 0
    for locale in target_locales() if user.has_perm(MAY_TRANSLATE) else ():
        pages = originals_for(user, locale).filter(standing=Standing.CHANGED)
        here = _first(pages, partial(_translation, locale.get_display_name()))
        rows, more = rows + here.rows, more + here.more
    return Found(rows[:SHOWN], more + len(rows[SHOWN:]))


def _translation(language: str, page: Any) -> Row:
    return Row(page.title, _editor(page.pk), language, _("Translate"), _editor(page.twin_pk))


def seats_falling_vacant(user: AnyUser) -> Found:
    """Of committees at work: vacant, or held until a day that is near or over."""
    if not user.has_perm("networks.change_committee"):
        return Found([], 0)
    soon = timezone.localdate() + FALLING_VACANT
    seats = with_approved(Seat.objects.filter(committee__status=Committee.Status.ACTIVE))
    seats = seats.filter(Q(person=None) | Q(held_until__lte=soon))
    seats = seats.select_related("committee", "person").prefetch_related("committee__texts", "texts")
    return _first(seats.order_by(F("held_until").asc(nulls_first=True), "committee__slug", "sort_order", "pk"), _seat)


def _seat(seat: Seat) -> Row:
    words = [seat.special_role, seat.description]
    if seat.person_id is None:
        words.append(_("vacant"))
    elif seat.held_until:
        names = {"name": seat.person, "day": plain_day(seat.held_until)}
        words.append(_("%(name)s, until %(day)s") % names)
    address = reverse("wagtailsnippets_networks_committee:edit", args=[seat.committee_id])
    return Row(seat.committee.name, address, " · ".join(filter(None, words)), _("Fill the seat"), address)


def sent_back_and_forgotten(user: AnyUser) -> Found:
    before = timezone.now() - FORGOTTEN
    courses = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        current_task_state__status=TaskState.STATUS_REJECTED,
        current_task_state__finished_at__lt=before,
    ).order_by("current_task_state__finished_at", "pk")
    known = {int(key): at for key, at in courses.values_list("object_id", "current_task_state__finished_at")}
    pages = pages_to_edit(user).filter(pk__in=known)
    found = sorted(pages.values_list("pk", "draft_title"), key=lambda one: (known[one[0]], one[0]))
    rows = [_sent_back(pk, title, known[pk]) for pk, title in found[:SHOWN]]
    return Found(rows, len(found) - len(rows))


def _sent_back(pk: int, title: str, at: datetime.datetime) -> Row:
    note = _("sent back on %(day)s") % {"day": plain_day(timezone.localdate(at))}
    return Row(title, _editor(pk), note, _("Go on with it"), _editor(pk))


LISTS: tuple[tuple[str, Promise, Callable[[AnyUser], Found], str], ...] = (
    ("events", gettext_lazy("Events without a summary"), events_without_summary, ""),
    ("reviews", gettext_lazy("Pages to look at"), reviews_due, "care_report"),
    ("links", gettext_lazy("Broken links"), broken_links, "links_report"),
    ("translations", gettext_lazy("Translations that are behind"), stale_translations, "translations_report"),
    ("seats", gettext_lazy("Seats that are or fall vacant"), seats_falling_vacant, ""),
    ("sent-back", gettext_lazy("Sent back, and waiting for two weeks"), sent_back_and_forgotten, ""),
)


def lists_for(user: AnyUser) -> list[MondayList]:
    return [MondayList(name, heading, find(user), place and reverse(place)) for name, heading, find, place in LISTS]


def with_something(lists: Iterable[MondayList]) -> list[MondayList]:
    return [one for one in lists if one.total]
