"""What the rest of the site is told of working copies: which page each is for, and what it will be."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from caching.site_version import cached_for_request
from copies.models import WorkingCopy
from copies.page_words import newest_of, newest_words, say_the_same, with_words, words_in
from copies.putting_away import put_away
from core.drafts.live_as import Hindrance
from core.drafts.live_as import connect as tell_the_site
from core.going_live import CannotGoLive, may_go_live
from core.locking import lock_to_decide
from core.visibility import in_bin
from moderation.approval import last_editor
from users.models import AnyUser

APPLIED = "copies.apply"


def copy_of(page: Page) -> WorkingCopy | None:
    """The working copy that a page has, if it is not in the bin."""
    found = WorkingCopy.objects.filter(page_id=page.pk, ended_at=None).select_related("copy", "made_by").first()
    return found if found and not in_bin(found.copy) else None


def row_of(page: Page) -> WorkingCopy | None:
    """Of a page that is a working copy, or was one."""
    return WorkingCopy.objects.filter(copy_id=page.pk).select_related("page", "copy", "made_by").first()


def has_moved_on(row: WorkingCopy) -> bool:
    """Whether the page says something else by now, also in a draft that waits there: it would be lost."""
    return not say_the_same(row.base, newest_words(row.page))


@cached_for_request
def _all_keys() -> frozenset[int]:
    return frozenset(WorkingCopy.objects.values_list("copy_id", flat=True))


class WorkingCopies:
    def target(self, page: Page) -> Page | None:
        row = row_of(page) if isinstance(page, Page) else None
        return row.page if row else None

    def key_of_target(self, pk: int) -> int | None:
        return WorkingCopy.objects.filter(copy_id=pk).values_list("page_id", flat=True).first()

    def is_one(self, pk: int) -> bool:
        return pk in _all_keys()

    def as_it_goes_live(self, revision: Revision, target: Page) -> Page:
        """The page with the words of this version; its place, address and dates stay its own."""
        return with_words(target, words_in(revision.content, target.specific_class))

    def hindrances(self, revision: Revision) -> list[Hindrance]:
        page = revision.content_object
        row = row_of(page) if isinstance(page, Page) else None
        return hindrances_of(row) if row else []

    def go_live(self, revision: Revision, user: AnyUser | None) -> None:
        apply(revision, user)


def hindrances_of(row: WorkingCopy) -> list[Hindrance]:
    """Why the words of this copy cannot go live in the page now."""
    title = row.page.get_admin_display_title()
    history = reverse("wagtailadmin_pages:history", args=[row.page_id])
    if row.ended_at:
        return [Hindrance(_("This working copy is done with. What it says goes nowhere any more."))]
    if in_bin(row.page) or not row.page.live:
        words = _("“%(title)s” is not live now, so this cannot take the place of its words. Publish it first.")
        return [Hindrance(words % {"title": title}, history)]
    found = []
    if row.page.locked:
        words = _("“%(title)s” is locked. Whoever locked it has to open it first.")
        found.append(Hindrance(words % {"title": title}, history))
    if _waits_for_its_hour(row.page):
        words = _("A version of “%(title)s” waits for its hour. Wait until it is live, or take it off the schedule.")
        found.append(Hindrance(words % {"title": title}, history))
    if has_moved_on(row):
        words = _("“%(title)s” was changed after this working copy was taken. Bring its changes in first.")
        found.append(Hindrance(words % {"title": title}, reverse("copies_bring", args=[row.copy_id])))
    return found


def _waits_for_its_hour(page: Page) -> bool:
    newest = newest_of(page)
    is_later = bool(newest.go_live_at and newest.go_live_at > timezone.now())
    return is_later or page.revisions.filter(approved_go_live_at__isnull=False).exists()


@transaction.atomic
def apply(revision: Revision, user: AnyUser | None) -> Revision:
    """The words of this version go live in the page, all at once or not at all, and the copy is done with.

    Raises `CannotGoLive` with the reasons.
    """
    lock_to_decide(int(revision.object_id))
    row = WorkingCopy.objects.select_for_update().get(copy_id=revision.object_id)
    if problems := may_go_live(revision):
        raise CannotGoLive(problems)
    goes = with_words(row.page, words_in(revision.content, row.page.specific_class))
    writer = last_editor(revision)
    version: Revision = goes.save_revision(user=writer, log_action=False, clean=False)
    version.publish(user=user, skip_permission_checks=True)
    said = {"copy": row.copy_id, "writer": str(writer) if writer else "", "revision": version.pk}
    log(instance=goes, action=APPLIED, user=user, revision=version, data=said)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    transaction.on_commit(partial(put_away, row.pk), robust=True)
    return version


def connect() -> None:
    tell_the_site(WorkingCopies())
