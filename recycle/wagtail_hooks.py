"""Where the recycle bin enters Wagtail's admin: every door by which pages are deleted, and a list in the menu."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from core.visibility import in_bin
from recycle import bin_views, reports_without_bin
from recycle.binning import DELETED
from recycle.deleting import SeveralIntoBin, ask_and_put_in_bin, say_what_leads_there
from recycle.restoring import RESTORED

hooks.register("register_admin_urls", bin_views.admin_urls)
hooks.register("register_admin_menu_item", bin_views.menu_item)
hooks.register("construct_homepage_panels", reports_without_bin.at_the_desk)
# After those that warn: this one answers.
hooks.register("before_delete_page", ask_and_put_in_bin, order=100)
hooks.register("before_move_page", say_what_leads_there)
# After Wagtail's own: of two actions of one name the last counts.
hooks.register("register_bulk_action", SeveralIntoBin, order=100)


@hooks.register("before_bulk_action")
def nothing_of_the_bin(request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction) -> None:
    """Also where “all” were ticked."""
    objects[:] = [one for one in objects if not (isinstance(one, Page) and in_bin(one))]


@hooks.register("register_log_actions")
def acts(actions: LogActionRegistry) -> None:
    actions.register_action(DELETED, _("Delete"), _("Put in the recycle bin"))
    actions.register_action(RESTORED, _("Restore"), _("Restored from the recycle bin"))
