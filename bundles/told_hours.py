"""The hours of bundles for whoever lists what is to come: of bundles that a person may see, with the pages they may."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from bundles.models import Bundle, BundleItem
from bundles.seen_by import bundles_for
from core.together.shared_hours import Asked, SharedHour, keep_hours
from core.visibility import shown_in_admin
from users.models import AnyUser

# The rest is found in the list of bundles.
MOST = 200


class HoursOfBundles:
    def coming(self, asked: Asked) -> list[SharedHour]:
        bundles = bundles_for(asked.person).filter(go_live_at__isnull=False)
        if asked.begins:
            bundles = bundles.filter(go_live_at__gte=asked.begins)
        if asked.ends:
            bundles = bundles.filter(go_live_at__lt=asked.ends)
        if asked.pages is not None:
            among = _items(asked.person).filter(page__in=asked.pages.values("pk"))
            bundles = bundles.filter(pk__in=among.values("bundle_id"))
        return _told(bundles.order_by("go_live_at", "pk"), asked.person)

    def missed(self, person: AnyUser) -> list[SharedHour]:
        bundles = bundles_for(person).filter(missed_at__isnull=False, published_at=None, go_live_at=None)
        bundles = bundles.filter(pk__in=BundleItem.objects.filter(is_open=True).values("bundle_id"))
        return _told(bundles.order_by("-missed_at", "-pk"), person)

    def pages_with_hour(self) -> Q:
        items = BundleItem.objects.filter(is_open=True, bundle__go_live_at__isnull=False, approved__isnull=False)
        return Q(pk__in=items.values("page_id"))


def _items(person: AnyUser) -> QuerySet[BundleItem]:
    return BundleItem.objects.filter(is_open=True, page__in=shown_in_admin(Page.objects.all(), person).values("pk"))


def _told(bundles: QuerySet[Bundle], person: AnyUser) -> list[SharedHour]:
    # How many they are says the bundle itself, too, to whoever may see it.
    found = list(bundles.select_related("scheduled_by").annotate(size=_size())[:MOST])
    by_bundle: dict[int, list[BundleItem]] = {}
    items = _items(person).filter(bundle__in=[one.pk for one in found])
    for item in items.select_related("page__locale").order_by("page__path"):
        by_bundle.setdefault(item.bundle_id, []).append(item)
    return [_hour(one, by_bundle.get(one.pk, [])) for one in found]


def _size() -> Count:
    return Count("items", filter=Q(items__is_open=True), distinct=True)


def _hour(bundle: Bundle, items: list[BundleItem]) -> SharedHour:
    at = bundle.go_live_at or bundle.missed_at or bundle.made_at
    return SharedHour(
        key=f"bundle-{bundle.pk}",
        title=_in_words(bundle),
        at=at,
        address=reverse("bundle", args=[bundle.pk]),
        changed_at=bundle.scheduled_at or bundle.made_at,
        pages=[item.page for item in items],
        approved={
            item.page_id for item in items if item.approved_id and item.approved_id == item.page.latest_revision_id
        },
        given_by=str(bundle.scheduled_by or ""),
        reasons=_reasons(bundle),
    )


def _in_words(bundle: Bundle) -> str:
    count = getattr(bundle, "size", 0)
    words = ngettext("Bundle “%(title)s” (%(count)s page)", "Bundle “%(title)s” (%(count)s pages)", count)
    return words % {"title": bundle.title, "count": count}


def _reasons(bundle: Bundle) -> list[str]:
    if bundle.trouble:
        return [_("A program error stopped it. The error is in the site's log.")]
    return [_("Not everything was ready, so nothing of it went live. The bundle says what still blocks it.")]


def connect() -> None:
    keep_hours(HoursOfBundles())
