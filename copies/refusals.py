"""Where a working copy is taken for a page like any other: each door says why it stays where it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from copies.models import WorkingCopy
from core.drafts.live_as import is_for_another
from core.visibility import outside_bin

# Of several at once, what is not done with copies. Deleting is: they go to the bin.
NOT_SEVERAL = {"publish", "unpublish", "move"}


def _refused(request: HttpRequest, page: Page, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def no_copy_of_a_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    if is_for_another(page):
        return _refused(request, page, _("A working copy cannot be copied again. Copy the page itself."))
    below = outside_bin(Page.objects.filter(path__startswith=page.path, working_copy__isnull=False))
    if request.method == "POST" and request.POST.get("copy_subpages") and (found := below.first()):
        words = _("“%(title)s” is below this page: finish it first, or copy without the pages below.")
        return _refused(request, page, words % {"title": found.specific.get_admin_display_title()})
    return None


def nothing_below(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    if is_for_another(parent_page):
        return _refused(request, parent_page, _("Nothing goes below a working copy. Choose the page itself."))
    return None


def stays_with_its_page(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    if is_for_another(page) or is_for_another(destination):
        return _refused(request, page, _("A working copy stays with its page, and nothing goes below it."))
    return None


def not_several(request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction) -> None:
    if action_type not in NOT_SEVERAL:
        return
    copies = [one for one in objects if isinstance(one, Page) and is_for_another(one)]
    if copies:
        messages.warning(request, _("Working copies stay as they are: they go live by review, in place of their page."))
        objects[:] = [one for one in objects if one not in copies]


def not_offered(pages: Any, request: HttpRequest) -> Any:
    """Where a page is chosen, as the target of a link."""
    return pages.exclude(pk__in=WorkingCopy.objects.values("copy"))
