"""Where search enters Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.insight import report
from search.staff.admin import SearchGroup

register_snippet(SearchGroup)
hooks.register("register_admin_urls", report.admin_urls)
hooks.register("register_reports_menu_item", report.menu_item)
