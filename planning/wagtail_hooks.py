"""Where planning enters Wagtail's admin: calendar and schedule in the menus, a button and a note at each page."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Page

from core.i18n.dates import partial
from core.i18n.instants import in_words
from core.text.sentences import one_stop
from planning import plan_views
from planning.editorial import calendar_page
from planning.planned_days import PLAN, TAKE_BACK
from planning.schedule import schedule_page
from planning.subscription import subscription_page
from users.models import AnyUser

hooks.register("register_admin_urls", plan_views.admin_urls)
hooks.register("register_admin_urls", calendar_page.admin_urls)
hooks.register("register_admin_urls", schedule_page.admin_urls)
hooks.register("register_admin_urls", subscription_page.admin_urls)
hooks.register("register_admin_menu_item", calendar_page.menu_item)
hooks.register("register_reports_menu_item", schedule_page.menu_item)


@hooks.register("register_page_header_buttons")
def plan_a_day(page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None) -> list[Button]:
    return plan_views.buttons(page, user)


@hooks.register("register_log_actions")
def in_the_history(actions: LogActionRegistry) -> None:
    @actions.register_action(PLAN)
    class Planned(LogFormatter):
        label = gettext_lazy("Plan a day")

        def format_message(self, log_entry: BaseLogEntry) -> str:
            day = partial(str(log_entry.data.get("day", "")))
            return one_stop(_("Planned for %(day)s.") % {"day": day})

    actions.register_action(
        TAKE_BACK, gettext_lazy("Take back the planned day"), gettext_lazy("Planned day taken back")
    )


class ScheduledWithZone(LogFormatter):
    """Wagtail's own words say the hour without its zone."""

    label = gettext_lazy("Schedule publication")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        at = parse_datetime(str(log_entry.data.get("revision", {}).get("go_live_at", "")))
        return _("Approved, goes live by itself: %(when)s") % {"when": in_words(at)} if at else str(self.label)


# After Wagtail's: of two words for one act the last count.
@hooks.register("register_log_actions", order=100)
def hours_with_their_zone(actions: LogActionRegistry) -> None:
    actions.register_action("wagtail.publish.schedule")(ScheduledWithZone)
