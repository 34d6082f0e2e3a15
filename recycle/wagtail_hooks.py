"""Where the recycle bin enters Wagtail's admin: every door by which pages are deleted, and a list in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from recycle import bin_views
from recycle.binning import DELETED
from recycle.deleting import SeveralIntoBin, ask_and_put_in_bin, say_what_leads_there
from recycle.restoring import RESTORED

hooks.register("register_admin_urls", bin_views.admin_urls)
hooks.register("register_admin_menu_item", bin_views.menu_item)
# After those that warn: this one answers.
hooks.register("before_delete_page", ask_and_put_in_bin, order=100)
hooks.register("before_move_page", say_what_leads_there)
# After Wagtail's own: of two actions of one name the last counts.
hooks.register("register_bulk_action", SeveralIntoBin, order=100)


@hooks.register("register_log_actions")
def acts(actions: LogActionRegistry) -> None:
    actions.register_action(DELETED, _("Delete"), _("Put in the recycle bin"))
    actions.register_action(RESTORED, _("Restore"), _("Restored from the recycle bin"))
