"""A bundle goes live: all of its pages in one transaction, or none of them."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from bundles.live_letters import tell_authors
from bundles.models import Bundle, BundleItem
from bundles.readiness.blockers import Standing, nothing_new, standings
from bundles.standing import Refused, hold_bundle
from bundles.waiting_pages import going_live
from core.locking import lock_page
from users.models import AnyUser


class Blocked(Refused):
    """Something is not ready; nothing went live."""

    def __init__(self, words: str, standings: Iterable[Standing] = ()) -> None:
        super().__init__(words)
        self.standings = list(standings)


def open_items(bundle_id: int) -> list[BundleItem]:
    """Parents before what stands below them."""
    items = BundleItem.objects.filter(bundle_id=bundle_id, is_open=True)
    return list(items.select_related("page", "page__content_type", "bundle").order_by("page__path"))


@transaction.atomic
def held(bundle_id: int) -> tuple[Bundle, list[BundleItem]]:
    """The pages, then the bundle, held until the transaction of the caller ends."""
    for pk in sorted(item.page_id for item in open_items(bundle_id)):
        lock_page(pk)
    bundle = hold_bundle(bundle_id)
    if bundle is None:
        raise Refused(_("The bundle no longer exists."))
    if not bundle.is_open:
        raise Refused(_("Somebody has published this bundle already."))
    return bundle, open_items(bundle_id)


@transaction.atomic
def publish(bundle_id: int, user: AnyUser) -> Bundle:
    """By a person, who may publish each of the pages. Raises `Refused`, and then nothing has happened."""
    return _publish(*held(bundle_id), user)


@transaction.atomic
def publish_at_its_hour(bundle_id: int, now: datetime.datetime) -> Bundle | None:
    """By the worker. None where it is not due any more: published, or given another hour meanwhile."""
    if not Bundle.objects.filter(pk=bundle_id, go_live_at__lte=now).exists():
        return None
    bundle, items = held(bundle_id)
    if bundle.go_live_at is None or bundle.go_live_at > now:
        return None
    return _publish(bundle, items, None)


def _publish(bundle: Bundle, items: list[BundleItem], user: AnyUser | None) -> Bundle:
    if not items:
        raise Blocked(_("There is no page in this bundle."))
    found = standings(items, user, timezone.now())
    if any(one.no_right for one in found):
        raise Blocked(_("You may not publish all of its pages. Ask somebody who reviews them."))
    if blocked := [one for one in found if one.blockers]:
        raise Blocked(_("Not everything is ready. Nothing went live."), blocked)
    with going_live(bundle.pk):
        went_live = [item for item in items if _publish_page(item, user)]
    bundle.published_at = timezone.now()
    bundle.published_by_id = user.pk if user else None
    bundle.go_live_at = bundle.missed_at = None
    bundle.trouble = ""
    bundle.save()
    BundleItem.objects.filter(bundle=bundle, is_open=True).update(is_open=False)
    tell_authors(bundle, went_live, user)
    return bundle


def _publish_page(item: BundleItem, user: AnyUser | None) -> bool:
    """False where all of it is live already."""
    # Read again: what went live before it may have changed its row, its address for example.
    page = Page.objects.get(pk=item.page_id).specific
    if nothing_new(page) or item.approved is None:
        return False
    action = "wagtail.publish" if user else "wagtail.publish.scheduled"
    try:
        item.approved.publish(user=user, log_action=action, skip_permission_checks=True)
    except ValidationError as refusal:
        words = _("“%(title)s” cannot go live: %(reasons)s Nothing went live.")
        reasons = " ".join(refusal.messages)
        raise Blocked(words % {"title": page.get_admin_display_title(), "reasons": reasons}) from refusal
    if not Page.objects.filter(pk=page.pk, live=True, live_revision=item.approved).exists():
        raise Blocked(_("Not everything is ready. Nothing went live."))
    return True
