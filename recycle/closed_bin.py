"""Nothing in the admin works on a page that is in the bin: it is restored first."""

from collections.abc import Callable, Iterable, Iterator

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from core.visibility import IN_BIN
from recycle.who_restores import entries_for

# What Wagtail and our own views call the key of a page in their addresses, and in what is sent to them.
KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "parent_id")
SENT = ("parent_page_id", "new_parent_page", "destination", "childOf")
SEVERAL = "wagtail_bulk_action"


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
        keys = set(_keys(request, kwargs))
        page = Page.objects.filter(IN_BIN, pk__in=keys).first() if keys else None
        return _led_to_bin(request, page) if page else None


def _keys(request: HttpRequest, kwargs: dict[str, object]) -> Iterator[int]:
    """Of the pages that are asked about."""
    sent = [request.GET.get(name, "") for name in SENT]
    if request.method == "POST":
        sent += [request.POST.get(name, "") for name in SENT]
    if request.resolver_match and request.resolver_match.view_name == SEVERAL and _is_of_pages(kwargs):
        sent += request.GET.getlist("id")
    found = [*(kwargs[name] for name in KEYS if name in kwargs), *sent]
    # Keys of 64 bits; what is none is for the view to say.
    yield from (int(one) for one in map(str, found) if one.isdecimal() and len(one) < 19)


def _is_of_pages(kwargs: dict[str, object]) -> bool:
    try:
        return issubclass(apps.get_model(str(kwargs["app_label"]), str(kwargs["model_name"])), Page)
    except LookupError:
        return False


def _led_to_bin(request: HttpRequest, page: Page) -> HttpResponse:
    entry = entries_for(request.user).filter(pages__page=page).first()
    if entry is None:
        raise Http404
    messages.warning(request, _("This page is in the recycle bin. Restore it first."))
    return redirect("recycle_entry", entry.pk)
