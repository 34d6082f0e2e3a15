"""Who may import: whoever may add pages to the list."""

from typing import Any

from resources.models import ImportBatch, ResourceIndexPage


def indexes_for(user: Any) -> list[ResourceIndexPage]:
    """The lists that this person may import into, the site's first language first."""
    lists = ResourceIndexPage.objects.select_related("locale").order_by("locale_id")
    return [one for one in lists if one.permissions_for_user(user).can_add_subpage()]


def may_import(batch: ImportBatch, user: Any) -> bool:
    return batch.index.permissions_for_user(user).can_add_subpage()
