"""Who sees which bundle, and which of its pages."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bundles.models import Bundle, BundleItem
from bundles.publishing import open_items
from bundles.readiness.blockers import Standing, standings
from core.visibility import outside_bin, own_sections, shown_in_admin
from moderation.permissions import may_moderate
from users.models import AnyUser


class Pages(NamedTuple):
    """Those of a bundle that a person may be shown, and how many there are besides."""

    shown: list[Standing]
    hidden: int


def may_look(user: AnyUser) -> bool:
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


def bundles_for(user: AnyUser) -> QuerySet[Bundle]:
    """Who works in the whole site sees all; others those that they made, and those with a page that they may edit."""
    if not may_look(user):
        return Bundle.objects.none()
    if own_sections(user) is None:
        return Bundle.objects.all()
    items = BundleItem.objects.filter(page__in=editable_pages(user).values("pk"))
    return Bundle.objects.filter(Q(made_by_id=user.pk) | Q(pk__in=items.values("bundle_id")))


def editable_pages(user: AnyUser) -> QuerySet[Page]:
    return outside_bin(page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"]))


def bundle_for(user: AnyUser, pk: int) -> Bundle:
    if not may_look(user):
        raise PermissionDenied
    return get_object_or_404(bundles_for(user), pk=pk)


def editable_bundle(user: AnyUser, pk: int) -> Bundle:
    """One that is not live yet, for those who may edit pages of it."""
    bundle = bundle_for(user, pk)
    if not bundle.is_open:
        raise Http404
    if not editable_pages(user).filter(bundle_items__bundle=bundle).exists():
        raise PermissionDenied
    return bundle


def shown_items(user: AnyUser, bundle: Bundle) -> list[BundleItem]:
    """Of a bundle that is live: what went live with it."""
    pages = shown_in_admin(Page.objects.filter(bundle_items__bundle=bundle), user).values("pk")
    items = bundle.items.filter(page__in=pages).order_by("page__path")
    return list(items.select_related("page__content_type", "page__locale", "bundle", "approved"))


def standings_for(user: AnyUser, bundle: Bundle) -> Pages:
    """Each is judged among all the others, whether or not these are shown."""
    shown = {item.pk for item in shown_items(user, bundle)}
    found = standings(open_items(bundle.pk), user)
    return Pages(
        [one for one in found if one.item.pk in shown], len([one for one in found if one.item.pk not in shown])
    )


def may_publish_all(user: AnyUser, bundle: Bundle) -> bool:
    return all(may_moderate(user, item.page.specific) for item in bundle.items.select_related("page"))
