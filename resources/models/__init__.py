"""The findings database."""

from resources.models.detail import RESOURCE_TERMS, ResourcePage, ResourceQuerySet
from resources.models.imports import ImportBatch, ImportRow, RememberedHeading
from resources.models.listing import ResourceIndexPage
from resources.models.versions import PublishedVersion

__all__ = [
    "RESOURCE_TERMS",
    "ImportBatch",
    "ImportRow",
    "PublishedVersion",
    "RememberedHeading",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceQuerySet",
]
