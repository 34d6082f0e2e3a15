"""Who looks after which pages, and which of them somebody may be shown."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from care.models import PageCare, PageFeedback
from core.visibility import shown_in_admin
from moderation.reviewers.deciders import people_with
from users.models import AnyUser, User


def working_people() -> QuerySet[User]:
    """Those who can sign in to the admin. An owner who is none of them is nobody."""
    return people_with("wagtailadmin.access_admin").order_by("last_name", "first_name", "pk")


def pages_to_edit(user: AnyUser) -> QuerySet[Page]:
    """Pages that this person may edit: no list and no mail names another one."""
    return shown_in_admin(page_permission_policy.instances_user_has_permission_for(user, "change"), user)


def rows_for(user: AnyUser) -> QuerySet[PageCare]:
    """Live pages that this person may edit, with what a list shows of each."""
    pages = pages_to_edit(user)
    rows = PageCare.objects.filter(page__live=True, page__in=pages)
    notes = PageFeedback.objects.filter(page__translation_key=OuterRef("page__translation_key"), done_at=None)
    rows = rows.annotate(has_notes=Exists(notes.filter(page__in=pages)))
    return rows.select_related("page__owner", "page__content_type", "page__locale", "archive_asked_by")


def due(rows: QuerySet[PageCare]) -> QuerySet[PageCare]:
    """Of `rows_for` those whose day has come, or about which a reader or a colleague said something."""
    return rows.filter(Q(review_on__lte=timezone.localdate()) | ~Q(archive_asked_by=None) | Q(has_notes=True))


def with_notes(rows: Iterable[PageCare], user: AnyUser) -> list[PageCare]:
    """Each with what readers said and nobody dealt with, and with whether somebody looks after it."""
    found = list(rows)
    able = set(working_people().filter(pk__in={row.page.owner_id for row in found}).values_list("pk", flat=True))
    keys = {row.page.translation_key for row in found}
    notes = PageFeedback.objects.filter(page__translation_key__in=keys, page__in=pages_to_edit(user), done_at=None)
    by_key: dict[UUID, list[PageFeedback]] = {}
    for note in notes.select_related("page__locale"):
        by_key.setdefault(note.page.translation_key, []).append(note)
    for row in found:
        row.notes = by_key.get(row.page.translation_key, [])
        row.has_owner = row.page.owner_id in able
    return found


def owned_by(rows: QuerySet[PageCare], person: AnyUser) -> QuerySet[PageCare]:
    return rows.filter(page__owner_id=person.pk)


def owned_by_nobody(rows: QuerySet[PageCare]) -> QuerySet[PageCare]:
    return rows.exclude(page__owner__in=working_people())


def may_look_after(page: Page) -> list[User]:
    """Those who may edit the page, whoever owns it."""
    able = page_permission_policy.users_with_permission_for_instance("change", page).values("pk")
    return list(working_people().filter(pk__in=able))
