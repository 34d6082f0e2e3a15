"""Who sees what in the bin: those who could delete it where it stood."""

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page

from core.visibility import in_bin, shown_in_admin
from recycle.models import Binned
from users.models import AnyUser


def entries_for(user: AnyUser) -> QuerySet[Binned]:
    """What this person may restore: the rule by which Wagtail lets delete, asked of the place where it stood."""
    rows = Binned.objects.filter(leaving_at=None).select_related("page__locale", "page__content_type", "deleted_by")
    if not user.is_active or not user.is_authenticated:
        return rows.none()
    if user.is_superuser:
        return rows
    held = list(GroupPagePermission.objects.filter(group__user=user).values_list("permission__codename", "page_id"))

    def below(right: str) -> Q:
        found = Q(pk__in=[])
        for codename, key in held:
            if codename == f"{right}_page":
                found |= Q(way__contains=f",{key},")
        return found

    own = below("change") | (below("add") & Q(owner=user))
    return rows.filter(own, below("publish") | Q(was_live=False), below("bulk_delete") | Q(count=1))


def may_put_below(user: AnyUser, page: Page, parent: Page) -> bool:
    """Whether a page may be restored at a place where it did not stand."""
    fits = not in_bin(parent) and parent.locale_id == page.locale_id and page.specific.can_move_to(parent)
    if not fits or not shown_in_admin(Page.objects.filter(pk=parent.pk), user).exists():
        return False
    return bool(parent.permissions_for_user(user).can_add_subpage())
