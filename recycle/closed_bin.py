"""Nothing in the admin works on a page that is in the bin: it is restored first."""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from core.visibility import bin_path
from recycle.rights import entries_for

# What Wagtail and our own views call the key of a page in their addresses.
KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "parent_id")
# Of views of other things, where `pk` is the key of a page.
PAGES = {"wagtailadmin_api:pages:detail", "wagtailadmin_choose_page_child"}


class ClosedBin:
    """Whoever could restore it is led to the bin; for others there is nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Iterable[str], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return None
        asked = [kwargs[name] for name in KEYS if name in kwargs]
        path = bin_path() if asked else ""
        page = Page.objects.filter(pk__in=asked, path__startswith=path).first() if path else None
        return _led_to_bin(request, page) if page else None


def _led_to_bin(request: HttpRequest, page: Page) -> HttpResponse:
    entry = entries_for(request.user).filter(pages__page=page).first()
    if entry is None:
        raise Http404
    messages.warning(request, _("This page is in the recycle bin. Restore it first."))
    return redirect("recycle_entry", entry.pk)
