"""What every import of pages asks: what a page says now, whether that changed since, and whether it may be changed."""

import hashlib
import json
from typing import TypeVar

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from core.text import revision_text
from users.models import AnyUser

PageOfKind = TypeVar("PageOfKind", bound=Page)


def newest(page: PageOfKind) -> PageOfKind:
    """The page as it is in its newest version, a copy to work on."""
    revision = page.latest_revision
    if revision is None or (page.live and not page.has_unpublished_changes):
        return type(page)._default_manager.get(pk=page.pk)
    return revision.as_object()


def fingerprint(page: Page) -> str:
    """Names what a page says, whichever version says it: the same after it went live, another after an autosave.

    For a page as `newest` gives it: a stream whose blocks were read is not as it was stored.
    """
    content = revision_text.words(page.serializable_data())
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            content[field.name] = list(getattr(page, field.name).raw_data)
        elif field.one_to_many and isinstance(content.get(field.name), list):
            # Parts of a draft get their keys when it goes live.
            content[field.name] = [{**part, "pk": None} for part in content[field.name]]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def why_not_edit(page: Page, user: AnyUser | None) -> str:
    """Why this person may not change the page now, in words. Without a person (from the command) only locks count."""
    if user is not None and not page.permissions_for_user(user).can_edit():
        return _("You may not change this page.")
    if Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists():
        # Its words come from the translation; the next update of it would take the import's away.
        return _("The page is a translation. Change it where it is translated, or change the original.")
    if is_in_review(page):
        return _("The page is in review. Wait until it is decided, or take it out of review.")
    lock = page.get_lock()
    if lock and (user is None or lock.for_user(user)):
        return _("The page is locked.")
    return ""


def is_in_review(page: Page) -> bool:
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
