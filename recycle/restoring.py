"""Out of the bin: the pages move back to their place, and each is what it was."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from core.going_live import problems_of
from core.locking import lock_page
from core.page_slugs import free_page_slug
from core.projections import each_once
from core.visibility import outside_bin
from recycle.models import Binned, BinnedPage
from recycle.neighbours import place_for
from recycle.old_places import lead_on
from recycle.the_bin import Refused, held_bin
from recycle.who_restores import entries_for, may_put_below
from resources.models import ResourcePage
from resources.withdrawals import take_back
from users.models import AnyUser

RESTORED = "recycle.restore"


@dataclass
class Restored:
    """What came back, and what is not as it was."""

    page: Page
    parent: Page
    # Of the page, where its own was taken by now.
    other_slug: str = ""
    # Pages that were live and are drafts now, with the reasons.
    drafts: list[tuple[str, list[str]]] = field(default_factory=list)
    # Pages that were in review, and are not any more.
    reviews: list[Page] = field(default_factory=list)


def act_of(one: Binned, user: AnyUser) -> list[Binned]:
    """The entry, and those of the translations that were deleted in the same act."""
    others = entries_for(user).filter(act=one.act).exclude(pk=one.pk).order_by("pk")
    return [one, *others]


@transaction.atomic
def restore(one: Binned, user: AnyUser, parent: Page | None = None) -> Restored:
    """Below `parent`, or where it stood. Raises `Refused`, and then nothing has happened."""
    held_bin()
    kept = entries_for(user).filter(pk=one.pk).first()
    page = lock_page(kept.page_id) if kept else None
    if kept is None or page is None:
        raise Refused(_("It is not in the recycle bin any more."))
    parent = _place(kept, page, user, parent)
    slug = free_page_slug(parent, kept.slug, page)
    _move(kept, page, parent, slug, user)
    done = Restored(Page.objects.get(pk=page.pk), parent, "" if slug == kept.slug else slug)
    with each_once():
        for row in kept.pages.select_related("page").order_by("page__path"):
            _bring_back(row, user, done)
    log(instance=done.page.specific, action=RESTORED, user=user, data={"pages": kept.count})
    lead_on(kept)
    kept.delete()
    return done


def _place(kept: Binned, page: Page, user: AnyUser, parent: Page | None) -> Page:
    there = outside_bin(Page.objects.select_for_update())
    chosen = there.filter(pk=parent.pk if parent else kept.parent_id).first()
    if chosen is None and parent is None:
        raise Refused(_("The page above it is not there any more. Choose another place."))
    is_old = chosen is not None and chosen.pk == kept.parent_id
    if chosen is None or not (is_old or may_put_below(user, page, chosen)):
        raise Refused(_("This kind of page cannot go there."))
    return chosen


def _move(kept: Binned, page: Page, parent: Page, slug: str, user: AnyUser) -> None:
    target, side = place_for(kept, parent) if parent.pk == kept.parent_id else (parent, "last-child")
    Page.objects.filter(pk=page.pk).update(slug=slug)
    moving = Page.objects.get(pk=page.pk)
    MovePageAction(moving, target, pos=side, user=user).execute(skip_permission_checks=True)


def _bring_back(row: BinnedPage, user: AnyUser, done: Restored) -> None:
    page = row.page.specific
    if row.was_in_review:
        done.reviews.append(page)
    if isinstance(page, ResourcePage):
        take_back(page)
    _set_schedule(row, page)
    reasons = list(_reasons(page, user)) if row.was_live else []
    if reasons:
        done.drafts.append((page.get_admin_display_title(), reasons))
    elif row.was_live:
        _go_live_again(row, page)
    else:
        changes = {"has_unpublished_changes": row.had_changes, "expired": row.was_expired}
        Page.objects.filter(pk=page.pk).update(**changes)


def _reasons(page: Page, user: AnyUser) -> Iterator[str]:
    if page.expire_at and page.expire_at <= timezone.now():
        yield _("Its time on the site was over meanwhile.")
    if not page.permissions_for_user(user).can_publish():
        yield _("You cannot publish there: send it for review.")
    yield from (problem.in_words for problem in problems_of(page))


def _go_live_again(row: BinnedPage, page: Page) -> None:
    """In the version that was live: it was approved, and nothing has changed since (decision 77)."""
    revision = page.revisions.filter(pk=row.live_revision).first() if row.live_revision else None
    page.live, page.live_revision, page.expired = True, revision, row.was_expired
    page.has_unpublished_changes = row.had_changes
    page.save(clean=False)
    page_published.send(sender=type(page), instance=page, revision=revision, comes_back=True)


def _set_schedule(row: BinnedPage, page: Page) -> None:
    """Times that are over by now stay over: nothing goes live because something else was restored."""
    for key, time in row.schedule:
        at = datetime.datetime.fromisoformat(time)
        if at > timezone.now():
            Revision.page_revisions.filter(pk=key, object_id=str(page.pk)).update(approved_go_live_at=at)
