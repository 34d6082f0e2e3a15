"""Where care enters Wagtail's admin: two reports, a panel of the front page, a button at each account."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from care import pages_report
from care.monday import monday_page
from care.owner_panel import PagesOfYours
from care.page_answers import HANDED_OVER
from care.site_checks import checks_page
from users.models import User

hooks.register("register_admin_urls", pages_report.admin_urls)
hooks.register("register_admin_urls", monday_page.admin_urls)
hooks.register("register_reports_menu_item", pages_report.menu_item)
hooks.register("register_reports_menu_item", monday_page.menu_item)
hooks.register("register_admin_urls", checks_page.admin_urls)
hooks.register("register_reports_menu_item", checks_page.menu_item)


@hooks.register("construct_homepage_panels")
def pages_that_come_up(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(PagesOfYours())


@hooks.register("register_user_listing_buttons")
def hand_over_button(user: User, request_user: User) -> Iterator[Button]:
    if request_user.has_perm("users.change_user"):
        address = reverse("care_hand_over_all", args=[user.pk])
        yield Button(_("Hand over their pages"), url=address, icon_name="group", priority=40)


@hooks.register("register_log_actions")
def acts(actions: LogActionRegistry) -> None:
    actions.register_action(HANDED_OVER, gettext_lazy("Hand over"), gettext_lazy("Handed over"))
