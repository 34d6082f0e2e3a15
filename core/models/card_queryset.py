"""Pages as lists show them."""

from typing import Self

from wagtail.fields import StreamField
from wagtail.models import PageQuerySet


class CardQuerySet(PageQuerySet):
    """A kind of page that stands in lists has a manager from this, or from a class of its own above it."""

    def with_cards(self) -> Self:
        """With what cards show, and without the bodies of the pages, which are long."""
        shown = getattr(self.model, "card_blocks", ())
        bodies = [field.name for field in self.model._meta.concrete_fields if isinstance(field, StreamField)]
        pages = self.select_related("image", "locale").prefetch_related("image__renditions")
        return pages.defer(*(name for name in bodies if name not in shown))
