"""The findings database."""

from resources.models.import_batches import ImportBatch, ImportRow, RememberedHeading
from resources.models.index_page import ResourceIndexPage
from resources.models.published_versions import PublishedVersion
from resources.models.resource_page import RESOURCE_TERMS, ResourcePage, ResourceQuerySet
from resources.models.withdrawn import WithdrawnResource

__all__ = [
    "RESOURCE_TERMS",
    "ImportBatch",
    "ImportRow",
    "PublishedVersion",
    "RememberedHeading",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceQuerySet",
    "WithdrawnResource",
]
