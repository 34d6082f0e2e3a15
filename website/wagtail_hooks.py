"""What happens when Wagtail serves a page of the public site, and how links in running text are written."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.routing import better_address
from core.visibility import may_see, shown_in_admin
from website.link_handlers import DocumentLinkHandler, LivePageLinkHandler
from website.page_cache import valid_until
from website.views import accent_stylesheet_url


@hooks.register("insert_global_admin_css")
def accent_of_the_network() -> str:
    """The colour that static/css/admin.css makes those of the admin from."""
    return format_html('<link rel="stylesheet" href="{}">', accent_stylesheet_url())


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


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose_from(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Drafts and private pages of other sections are not shown to who works in some sections only."""
    return shown_in_admin(pages, request.user)


@hooks.register("construct_explorer_page_queryset")
def pages_to_walk_through(parent: Page, pages: QuerySet, request: HttpRequest) -> QuerySet:
    return shown_in_admin(pages, request.user)


@hooks.register("register_rich_text_features", order=100)
def links_in_text(features: FeatureRegistry) -> None:
    """After Wagtail's own: of two handlers of one kind the last counts."""
    features.register_link_type(LivePageLinkHandler)
    features.register_link_type(DocumentLinkHandler)
