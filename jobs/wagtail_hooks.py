"""Background work in the admin: the report, the outbox, and a panel when something is wrong."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jobs import admin

hooks.register("register_admin_viewset", lambda: admin.outbox)
hooks.register("register_admin_urls", admin.admin_urls)


@hooks.register("register_reports_menu_item")
def menu_item_of_background_work() -> MenuItem:
    return MenuItem(_("Background work"), reverse_lazy("work_report"), icon_name="tasks", order=50)


@hooks.register("construct_homepage_panels")
def panel_of_background_work(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, admin.WorkPanel())
