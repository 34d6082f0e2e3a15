"""What the editors of a page and of its working copy say of each other; and what a working copy has not got."""

from collections.abc import Iterator

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from copies.beginning import why_none
from copies.copy_views import may_edit
from copies.in_place import copy_of, hindrances_of, row_of
from copies.models import WorkingCopy
from core.drafts.live_as import is_for_another, is_listed_as_one
from core.i18n.instants import in_words
from core.text.sentences import one_stop
from core.visibility import in_bin
from users.models import AnyUser

# A working copy goes live in the page's place alone, by review.
NOT_OF_COPIES = {"action-publish", "action-unpublish"}
# Of the form: the page keeps its own.
KEPT = ("go_live_at", "expire_at")


def say_in_editor(request: HttpRequest, page: Page) -> None:
    if request.method != "GET":
        return
    if row := row_of(page):
        _say_of_copy(request, row)
    elif found := copy_of(page):
        words = _("This page has a working copy, made by %(name)s, %(when)s.") % {
            "name": found.made_by or "–",
            "when": in_words(found.made_at, request.user),
        }
        open_it = messages.button(_edit(found.copy), _("Open the working copy"))
        messages.info(request, one_stop(words), buttons=[open_it] if may_edit(request.user, found.copy) else [])


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _say_of_copy(request: HttpRequest, row: WorkingCopy) -> None:
    title = {"title": row.page.get_admin_display_title()}
    see = messages.button(_edit(row.page), _("Open the page itself"))
    if row.ended_at:
        words = _("This was a working copy of “%(title)s” and is done with. What it says goes nowhere any more.")
        messages.warning(request, words % title, buttons=[see])
        return
    words = _(
        "Working copy of “%(title)s”: nobody sees it until it is approved, then it takes the place of the page’s "
        "words. Address, privacy and dates stay those of the page."
    )
    away = messages.button(reverse("wagtailadmin_pages:delete", args=[row.copy_id]), _("Throw the working copy away"))
    messages.info(request, words % title, buttons=[see, away])
    for one in hindrances_of(row):
        messages.warning(request, one.words, buttons=[messages.button(one.address, _("See what to do"))])


def keep_what_is_the_pages(request: HttpRequest, page: Page) -> None:
    """Before the form is read: a copy keeps its address, and has no hour of its own."""
    if request.method != "POST" or not is_for_another(page):
        return
    asked = request.POST.copy()
    if any(asked.get(name) for name in KEPT):
        messages.warning(request, _("A working copy has no hour of its own: it goes live when it is approved."))
    for name in KEPT:
        asked[name] = ""
    asked["slug"] = page.slug
    request.POST = QueryDict(asked.urlencode())


def without_publishing(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, object]) -> None:
    page = context.get("page")
    if isinstance(page, Page) and is_for_another(page):
        menu_items[:] = [item for item in menu_items if item.name not in NOT_OF_COPIES]


def buttons(page: Page, user: AnyUser) -> Iterator[Button]:
    """In the header of a page."""
    if not may_edit(user, page) or in_bin(page):
        return
    if is_for_another(page):
        row = row_of(page)
        if row and not row.ended_at:
            yield Button(
                _("Bring in the changes of the page"), reverse("copies_bring", args=[page.pk]), icon_name="copy"
            )
    elif not why_none(page):
        label = _("Open the working copy") if copy_of(page) else _("Make a working copy")
        yield _make_button(page, label)


def row_buttons(page: Page, user: AnyUser) -> Iterator[Button]:
    """In a list: the screen says what there is, so that no row asks."""
    if page.live and may_edit(user, page) and not is_listed_as_one(page):
        yield _make_button(page, _("Working copy"))


def _make_button(page: Page, label: str) -> Button:
    return Button(label, reverse("copies_make", args=[page.pk]), icon_name="copy", priority=70)
