"""Where the checks enter Wagtail's admin: a report, a button at each section, what is noted of a change."""

from collections.abc import Iterator

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from quality import findings_report
from quality.section_screen import CHANGED, may_set
from users.models import AnyUser

# Down to this depth a page without any below it is a section, too.
SECTIONS = 3

hooks.register("register_admin_urls", findings_report.admin_urls)
hooks.register("register_reports_menu_item", findings_report.menu_item)


@hooks.register("insert_editor_js")
def findings_beside_fields() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/admin-findings.js"))


@hooks.register("register_page_header_buttons")
def checks_of_section(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    if (page.numchild or page.depth <= SECTIONS) and may_set(user, page):
        address = reverse("quality_section", args=[page.pk])
        yield Button(_("Checks of the section"), address, icon_name="check", priority=85)


@hooks.register("register_log_actions")
def acts(actions: LogActionRegistry) -> None:
    actions.register_action(CHANGED, gettext_lazy("Set the checks"), gettext_lazy("Checks set"))
