"""Where bundles enter Wagtail's admin: a list in the menu, and a button and a note at each page."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from bundles import bundle_views, putting_views
from bundles.standing import KEPT, PUT, TAKEN_OUT
from users.models import AnyUser

hooks.register("register_admin_urls", bundle_views.admin_urls)
hooks.register("register_admin_menu_item", bundle_views.menu_item)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def put_in_a_bundle(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> list[Button]:
    return putting_views.buttons(page, user)


@hooks.register("register_log_actions")
def in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(PUT, gettext_lazy("Put in a bundle"), gettext_lazy("Put in a bundle"))
    actions.register_action(TAKEN_OUT, gettext_lazy("Take out of a bundle"), gettext_lazy("Taken out of its bundle"))
    actions.register_action(KEPT, gettext_lazy("Approve for a bundle"), gettext_lazy("Approved, waits for its bundle"))
