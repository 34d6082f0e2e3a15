"""A page of a bundle does not go live alone: its approval is kept until the bundle goes live."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from bundles.models import BundleItem
from bundles.standing import item_of, keep
from core.going_live import CannotGoLive, Problem, may_go_live
from core.i18n.instants import in_words
from core.together.held_pages import hold_pages
from users.models import AnyUser

_going_live: ContextVar[int | None] = ContextVar("bundle that goes live", default=None)


@contextlib.contextmanager
def going_live(bundle_id: int) -> Iterator[None]:
    """Inside, the pages of this bundle may."""
    token = _going_live.set(bundle_id)
    try:
        yield
    finally:
        _going_live.reset(token)


class WaitingPages:
    def holds(self, page: Page) -> bool:
        items = BundleItem.objects.filter(page_id=page.pk, is_open=True)
        now = _going_live.get()
        return (items.exclude(bundle_id=now) if now else items).exists()

    def why_not_alone(self, page: Page) -> Problem:
        words = _("It stands in the bundle “%(bundle)s” and goes live with it. Take it out of there first.")
        return Problem("", words % {"bundle": _item(page).bundle})

    def keep(self, revision: Revision, user: AnyUser | None) -> None:
        # A page that goes live at once is asked the same there.
        if problems := may_go_live(revision):
            raise CannotGoLive(problems)
        keep(_item(revision.content_object), revision, user)

    def goes_live_with(self, page: Page, person: AnyUser | None) -> str:
        bundle = _item(page).bundle
        words = {"bundle": bundle, "when": in_words(bundle.go_live_at, person) if bundle.go_live_at else ""}
        if bundle.go_live_at:
            return _("the bundle “%(bundle)s” on %(when)s") % words
        return _("the bundle “%(bundle)s”") % words


def _item(page: Page) -> BundleItem:
    item = item_of(page.pk)
    if item is None:
        raise BundleItem.DoesNotExist
    return item


def connect() -> None:
    hold_pages(WaitingPages())


def address_of(item: BundleItem) -> str:
    return reverse("bundle", args=[item.bundle_id])
