"""The report on links to other sites, and what pages know of their links when they are shown."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from linkcheck import link_report
from linkcheck.link_status import attach_known_links

hooks.register("register_admin_urls", link_report.admin_urls)
hooks.register("register_reports_menu_item", link_report.menu_item)


@hooks.register("before_serve_page")
def note_what_is_known_of_links(page: Page, request: HttpRequest, *args: Any) -> None:
    attach_known_links(page)
