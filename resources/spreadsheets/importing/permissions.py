"""Who may import: whoever may add pages to the list."""

from core.visibility import outside_bin
from resources.models import ImportBatch, ResourceIndexPage
from users.models import AnyUser


def indexes_for(user: AnyUser) -> list[ResourceIndexPage]:
    """The lists that this person may import into, the site's first language first."""
    lists = outside_bin(ResourceIndexPage.objects.select_related("locale").order_by("locale_id"))
    return [one for one in lists if one.permissions_for_user(user).can_add_subpage()]


def may_import(batch: ImportBatch, user: AnyUser) -> bool:
    return batch.index.permissions_for_user(user).can_add_subpage()
