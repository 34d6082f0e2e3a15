"""Who may import (whoever may add pages to the list), and whether an import may change a page."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation

from resources.models import ImportBatch, ResourceIndexPage, ResourcePage
from users.models import AnyUser


def indexes_for(user: AnyUser) -> list[ResourceIndexPage]:
    """The lists that this person may import into, the site's first language first."""
    lists = ResourceIndexPage.objects.select_related("locale").order_by("locale_id")
    return [one for one in lists if one.permissions_for_user(user).can_add_subpage()]


def may_import(batch: ImportBatch, user: AnyUser) -> bool:
    return batch.index.permissions_for_user(user).can_add_subpage()


def why_not_edit(page: ResourcePage, user: AnyUser | None) -> str:
    """Why this person may not change the page now, in words. Without a person (from the command) only locks count."""
    if user is not None and not page.permissions_for_user(user).can_edit():
        return _("You may not change this page.")
    if Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists():
        # Its words come from the translation; the next update of it would take the sheet's away.
        return _("The page is a translation. Change it where it is translated, or change the original.")
    if is_in_review(page):
        return _("The page is in review. Wait until it is decided, or take it out of review.")
    lock = page.get_lock()
    if lock and (user is None or lock.for_user(user)):
        return _("The page is locked.")
    return ""


def is_in_review(page: ResourcePage) -> bool:
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
