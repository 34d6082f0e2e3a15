"""A page that goes to the recycle bin leaves its bundle."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import post_page_move

from bundles.models import BundleItem
from bundles.standing import take_out
from core.visibility import in_bin


def _on_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    moved = Page.objects.get(pk=instance.pk)
    if not in_bin(moved):
        return
    below = Page.objects.filter(path__startswith=moved.path)
    for pk in list(BundleItem.objects.filter(page__in=below, is_open=True).values_list("page_id", flat=True)):
        take_out(pk, None)


def connect() -> None:
    post_page_move.connect(_on_moved, dispatch_uid="out-of-the-bundle")
