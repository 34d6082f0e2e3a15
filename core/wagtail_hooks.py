"""What core adds to Wagtail."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core import admin_work, file_report
from core.external import report
from core.external.shown import attach_known_links
from core.files import may_have, used_by_live_pages
from core.links import DocumentLinkHandler, LivePageLinkHandler
from core.page_cache import valid_until
from core.routing import better_address
from core.visibility import may_see
from core.vocabulary_admin import NamesToTranslateItem, WordsGroup

# Serving pages


@hooks.register("before_serve_page", order=-20)
def only_for_those_who_may_see(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    """The one rule of visibility, before Wagtail's own: strangers are asked to sign in, others are refused."""
    if may_see(page, request.user):
        return None
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


@hooks.register("before_serve_page", order=-10)
def at_the_translation(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    """An address of the reader's language for a page that is translated leads to the translation."""
    address = better_address(request, page)
    return HttpResponseRedirect(address) if address else None


@hooks.register("before_serve_page")
def note_next_change(page: Page, request: HttpRequest, *args: Any) -> None:
    """A kept answer is over when the page expires or changes by itself."""
    valid_until(request, page.expire_at)
    if hasattr(page, "next_change"):
        valid_until(request, page.next_change(timezone.now()))


@hooks.register("before_serve_page")
def note_what_is_known_of_links(page: Page, request: HttpRequest, *args: Any) -> None:
    attach_known_links(page)


@hooks.register("register_rich_text_features", order=100)
def links_in_text(features: Any) -> None:
    """After Wagtail's own: of two handlers of one kind the last counts."""
    features.register_link_type(LivePageLinkHandler)
    features.register_link_type(DocumentLinkHandler)


# Vocabularies and the glossary

register_snippet(WordsGroup)


def _reports_of_missing_names() -> None:
    for number, (code, language) in enumerate(settings.LANGUAGES):
        item = NamesToTranslateItem(code, language, 700 + number)
        hooks.register("register_reports_menu_item", lambda item=item: item)


_reports_of_missing_names()


# Background work


hooks.register("register_admin_viewset", lambda: admin_work.outbox)
hooks.register("register_admin_urls", admin_work.admin_urls)


@hooks.register("register_reports_menu_item")
def menu_item_of_background_work() -> MenuItem:
    return MenuItem(_("Background work"), reverse("work_report"), icon_name="tasks", order=50)


# Links to other sites

hooks.register("register_admin_urls", report.admin_urls)
hooks.register("register_reports_menu_item", report.menu_item)

# Words of files

hooks.register("register_admin_urls", file_report.admin_urls)
hooks.register("register_reports_menu_item", file_report.menu_item)


@hooks.register("construct_homepage_panels")
def panel_of_background_work(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, admin_work.WorkPanel())


# The look of the editor


@hooks.register("insert_global_admin_css")
def our_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def our_way_of_pasting() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/admin-paste.js"))


# Files


@hooks.register("before_serve_document")
def only_public_documents(document: Model, request: HttpRequest) -> HttpResponse | None:
    """A document that only private pages use is private. That one of a draft exists is not said."""
    if may_have(document, request.user):
        return None
    if request.user.is_authenticated or not used_by_live_pages(document):
        raise Http404
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


# Wagtail's own help speaks of Wagtail and leads away; ours stands in the site's documents. The plain list of snippets
# repeats what has menus of its own.
NOT_IN_THE_MENU = {"help", "snippets"}


@hooks.register("construct_main_menu")
def plain_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_IN_THE_MENU]
