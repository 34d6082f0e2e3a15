"""Where search enters Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.indexing.lag import LagPanel
from search.insight import readings, report
from search.staff.admin import SearchGroup

register_snippet(SearchGroup)
hooks.register("register_admin_urls", report.admin_urls)
hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("on_serve_page", readings.tell_which_page)


@hooks.register("construct_homepage_panels")
def panel_of_search(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(LagPanel())
