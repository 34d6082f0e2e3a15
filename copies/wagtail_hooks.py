"""Where working copies enter Wagtail's admin: two screens, buttons, notes in the editor, doors that stay closed."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from copies import copy_views, editor_notes, refusals
from copies.beginning import MADE
from copies.bringing import BROUGHT
from copies.in_place import APPLIED
from users.models import AnyUser

hooks.register("register_admin_urls", copy_views.admin_urls)
# Before the others read what was sent.
hooks.register("before_edit_page", editor_notes.keep_what_is_the_pages, order=-20)
hooks.register("before_edit_page", editor_notes.say_in_editor)
# Before moderation puts the first button forward.
hooks.register("construct_page_action_menu", editor_notes.without_publishing, order=-10)

hooks.register("before_copy_page", refusals.no_copy_of_a_copy)
hooks.register("before_create_page", refusals.nothing_below, order=-20)
hooks.register("before_move_page", refusals.stays_with_its_page)
hooks.register("before_bulk_action", refusals.not_several)
hooks.register("construct_page_chooser_queryset", refusals.not_offered)


@hooks.register("register_page_header_buttons")
def in_the_header(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    return editor_notes.buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def in_a_list(page: Page, user: AnyUser, next_url: str | None = None) -> Iterator[Button]:
    return editor_notes.row_buttons(page, user)


@hooks.register("register_log_actions")
def acts(actions: LogActionRegistry) -> None:
    actions.register_action(MADE, _("Make a working copy"), _("Working copy made"))
    actions.register_action(BROUGHT, _("Bring in changes"), _("The changes of the page were brought in"))
    actions.register_action(APPLIED, _("Apply a working copy"), _("The words of an approved working copy went live"))
