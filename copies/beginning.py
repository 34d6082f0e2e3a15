"""A working copy is made; and what keeps a page from having one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from copies.in_place import copy_of
from copies.models import WorkingCopy
from copies.page_words import live_words
from core.drafts.live_as import is_for_another
from core.locking import lock_page
from core.models import BasePage
from core.page_slugs import free_page_slug
from core.visibility import in_bin
from moderation.translations import translation_of
from users.models import AnyUser

MADE = "copies.make"
# What belongs to the page, and is its own also while the copy is written.
NOT_COPIED = {"go_live_at": None, "expire_at": None, "locked": False, "locked_at": None, "locked_by": None}


class NoCopy(Exception):
    """Why there is none, in words for the person who asked."""


def why_none(page: Page) -> str:
    """Empty where a page may have one."""
    if not isinstance(page.specific, BasePage) or in_bin(page):
        return _("This page cannot have a working copy.")
    if is_for_another(page):
        return _("It is a working copy itself.")
    if not page.live:
        return _("The page is not live: change the page itself.")
    if translation_of(page):
        return _("This page is translated side by side with its original, and its words are kept there.")
    return ""


@transaction.atomic
def make(page: Page, user: AnyUser) -> WorkingCopy:
    """With what visitors read now. One at a time: where there is one already, that one. Raises `NoCopy`."""
    held = lock_page(page.pk)
    if held is None:
        raise NoCopy(_("The page no longer exists."))
    if words := why_none(held):
        raise NoCopy(words)
    if found := copy_of(held):
        return found
    # One that was thrown away may come back from the bin; it is done with all the same.
    WorkingCopy.objects.filter(page=held, ended_at=None).update(ended_at=timezone.now(), put_away_at=timezone.now())
    page = held.specific
    slug = free_page_slug(held, "working-copy")
    changes = NOT_COPIED | {"slug": slug, "draft_title": page.title}
    action = CopyPageAction(page, to=held, update_attrs=changes, copy_revisions=False, keep_live=False, user=user)
    # Rights were asked of the page itself; beside it Wagtail would ask for the place as well.
    copy = action.execute(skip_permission_checks=True)
    row = WorkingCopy.objects.create(copy=copy, page=held, base=live_words(page), made_by_id=user.pk)
    log(instance=page, action=MADE, user=user, data={"copy": copy.pk})
    return row
