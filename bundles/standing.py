"""Which pages stand in which bundle: put in, taken out, and what was approved of them."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from bundles.models import Bundle, BundleItem
from core.drafts.live_as import is_for_another
from core.i18n.instants import in_words
from core.locking import lock_page
from core.new_rows import names_version
from core.text.sentences import one_stop
from core.visibility import shown_in_admin
from users.models import AnyUser

PUT, TAKEN_OUT, KEPT = "bundles.put", "bundles.take_out", "bundles.keep"


class Refused(Exception):
    """Nothing has changed; the words say why."""


def item_of(page_id: int) -> BundleItem | None:
    """Where the page stands now."""
    return BundleItem.objects.filter(page_id=page_id, is_open=True).select_related("bundle").first()


def may_put(user: AnyUser, page: Page) -> bool:
    """Whoever may edit it."""
    if page.is_root() or is_for_another(page.specific) or not page.permissions_for_user(user).can_edit():
        return False
    return shown_in_admin(Page.objects.filter(pk=page.pk), user).exists()


def hold_bundle(pk: int) -> Bundle | None:
    """Held until the transaction ends. Pages are taken before (decision 38)."""
    return Bundle.objects.select_for_update(of=("self",)).filter(pk=pk).first()


@transaction.atomic
def put(page_id: int, bundle_id: int, user: AnyUser) -> BundleItem:
    page = lock_page(page_id)
    if page is None:
        raise Refused(_("The page no longer exists."))
    if is_for_another(page.specific):
        raise Refused(_("A working copy goes live in place of its page. Put the page itself in the bundle."))
    bundle = hold_bundle(bundle_id)
    if bundle is None or not bundle.is_open:
        raise Refused(_("This bundle is live or was taken away. Choose another one."))
    now_in = item_of(page_id)
    if now_in and now_in.bundle_id == bundle_id:
        return now_in
    if now_in:
        words = _("“%(title)s” stands in the bundle “%(bundle)s” already. Take it out there first.")
        raise Refused(words % {"title": page.get_admin_display_title(), "bundle": now_in.bundle})
    if by_itself := page.scheduled_revision:
        when = in_words(by_itself.approved_go_live_at, user)
        words = _("The page goes live by itself: %(when)s. Cancel its schedule first.")
        raise Refused(one_stop(words % {"when": when}))
    item = BundleItem.objects.create(page=page, bundle=bundle, put_by_id=user.pk)
    log(instance=page, action=PUT, user=user, data={"bundle": bundle.title})
    return item


@transaction.atomic
def put_in_new(page_id: int, title: str, user: AnyUser) -> BundleItem:
    """Where the page cannot be put, no bundle is made either."""
    return put(page_id, Bundle.objects.create(title=title, made_by_id=user.pk).pk, user)


@transaction.atomic
def take_out(page_id: int, user: AnyUser | None, bundle_id: int | None = None) -> bool:
    """From whichever bundle it stands in, or from that one alone. False where it stands in none by now."""
    page = lock_page(page_id)
    items: QuerySet[BundleItem] = BundleItem.objects.filter(page_id=page_id, is_open=True)
    item = (items.filter(bundle_id=bundle_id) if bundle_id else items).select_related("bundle").first()
    if page is None or item is None:
        return False
    if not BundleItem.objects.filter(pk=item.pk, is_open=True).delete()[0]:
        return False
    log(instance=page, action=TAKEN_OUT, user=user, data={"bundle": item.bundle.title})
    return True


def keep(item: BundleItem, revision: Revision, user: AnyUser | None) -> None:
    """What was approved. The caller holds the page."""
    item.approved = revision
    item.approved_by_id = user.pk if user else None
    item.approved_at = timezone.now()
    item.names = names_version(revision.as_object())
    item.save(update_fields=["approved", "approved_by", "approved_at", "names"])
    log(
        instance=revision.content_object,
        action=KEPT,
        user=user,
        revision=revision,
        data={"bundle": item.bundle.title},
    )
