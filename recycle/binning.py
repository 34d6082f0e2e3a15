"""Into the bin: the pages go offline, what they were is remembered, and they move."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.locks import BaseLock, ScheduledForPublishLock, WorkflowLock
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision, Site, WorkflowState

from core.addresses import own_address
from core.locking import lock_page
from recycle.models import Binned, BinnedPage
from recycle.neighbours import neighbours_of
from recycle.the_bin import Refused, held_bin
from resources.models import ResourcePage
from resources.withdrawals import withdraw
from users.models import AnyUser

DELETED = "recycle.delete"


def why_not(page: Page, user: AnyUser | None) -> str:
    """Why this page cannot be deleted, by anybody or by this person; empty where it can."""
    if page.is_root() or Site.objects.filter(root_page__path__startswith=page.path).exists():
        return _("It is the front page of the site, which cannot be deleted.")
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return _("Something needs it that would be broken without it. See “Usage”.")
    return _held_by_others(page, user) if user else ""


def _held_by_others(page: Page, user: AnyUser) -> str:
    """What others decide about, or have decided, is deleted by nobody who could not change it."""
    pages = {"base_content_type__app_label": "wagtailcore", "base_content_type__model": "page"}
    held = set(WorkflowState.objects.active().filter(**pages).values_list("object_id", flat=True))
    held |= set(Revision.page_revisions.exclude(approved_go_live_at=None).values_list("object_id", flat=True))
    tree = page.get_descendants(inclusive=True)
    for one in tree.filter(Q(locked=True) | Q(pk__in=held)).order_by("path").specific():
        lock = one.get_lock()
        if lock and lock.for_user(user) and not one.permissions_for_user(user).can_publish():
            return _words(lock) % {"title": one.get_admin_display_title()}
    return ""


def _words(lock: BaseLock) -> str:
    if isinstance(lock, WorkflowLock):
        return _("“%(title)s” is in review. To delete it, take it back first, or ask those who review it.")
    if isinstance(lock, ScheduledForPublishLock):
        return _("“%(title)s” is approved and scheduled. Its schedule has to be cancelled first.")
    return _("“%(title)s” is locked by somebody else.")


@transaction.atomic
def put_in_bin(pages: Iterable[Page], user: AnyUser | None) -> list[Binned]:
    """Those pages with what stands below them, in one act. Raises `Refused`, and then nothing has happened."""
    the_bin = held_bin()
    act = uuid.uuid4()
    kept: list[Binned] = []
    # A page that stands below another of them goes with that one.
    for page in sorted(pages, key=lambda page: page.path):
        fresh = lock_page(page.pk)
        if fresh is None:
            raise Refused(_("The page is gone."))
        if not fresh.path.startswith(the_bin.path):
            kept.append(_put(fresh, the_bin, user, act))
        elif not kept:
            raise Refused(_("Somebody has deleted it already. It is in the recycle bin."))
    return kept


def _put(page: Page, the_bin: Page, user: AnyUser | None, act: uuid.UUID) -> Binned:
    if words := why_not(page, user):
        raise Refused(words)
    above = list(page.get_ancestors())
    found = list(page.get_descendants(inclusive=True).order_by("path"))
    owners = {one.owner_id for one in found}
    before, after = neighbours_of(page)
    kept = Binned.objects.create(
        page=page,
        act=act,
        deleted_by_id=user.pk if user else None,
        parent=above[-1],
        slug=page.slug,
        place=[one.title for one in above[1:]],
        way="".join(f",{one.pk}" for one in [*above, page]) + ",",
        before=before,
        after=after,
        count=len(found),
        was_live=any(one.live for one in found),
        owner_id=owners.pop() if len(owners) == 1 else None,
    )
    log(instance=page.specific, action=DELETED, user=user, data={"pages": len(found)})
    for one in found:
        _note(kept, one)
        _take_offline(one, user)
    Page.objects.filter(pk=page.pk).update(slug=f"bin-{page.pk}")
    moving = Page.objects.get(pk=page.pk)
    MovePageAction(moving, the_bin, pos="last-child", user=user).execute(skip_permission_checks=True)
    return kept


def _note(kept: Binned, page: Page) -> None:
    due = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
    BinnedPage.objects.create(
        binned=kept,
        page=page,
        was_live=page.live,
        was_in_review=page.workflow_in_progress,
        had_changes=page.has_unpublished_changes,
        was_expired=page.expired,
        live_revision=page.live_revision_id,
        schedule=[[one.pk, one.approved_go_live_at.isoformat()] for one in due],
        address=own_address(page) if page.first_published_at else "",
    )


def _take_offline(page: Page, user: AnyUser | None) -> None:
    specific = page.specific
    for course in WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id=str(page.pk)
    ):
        course.cancel(user=user)
    if isinstance(specific, ResourcePage):
        withdraw(specific)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    if page.live:
        UnpublishPageAction(specific, user=user).execute(skip_permission_checks=True)
