"""Rows that are no pages, and that somebody approves before visitors see them (decision 44)."""

import datetime
from typing import Any, Self, TypeVar

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision, RevisionMixin
from wagtail.search import index

from core.models.atomic import AtomicClusterableModel
from core.visibility import approved

Row = TypeVar("Row", bound="ApprovedModel")


class ApprovedQuerySet(models.QuerySet[Row]):
    def approved(self) -> Self:
        """Those that visitors may see."""
        return approved(self)

    def with_schedules(self) -> Self:
        """With what lists say of each row: whether a time is set at which it changes."""
        versions = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(self.model),
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
            approved_go_live_at__isnull=False,
        )
        return self.annotate(has_schedule=models.Exists(versions))


class ApprovedModel(DraftStateMixin, RevisionMixin, index.Indexed, AtomicClusterableModel):
    """A draft until somebody who may publish it, or a moderator, approves it; then each change is a draft beside it."""

    first_published_at: datetime.datetime | None
    # Where one is missing among those to choose from, it is begun there by its name; this is said of it.
    begun_by_title: str | Promise = ""

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # What code makes live (a form of Wagtail, the demonstration) was seen by somebody: it is not new any more.
        if self.live and self.first_published_at is None:
            self.first_published_at = timezone.now()
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "first_published_at"}
        super().save(*args, **kwargs)

    @classmethod
    def of_name(cls, name: str) -> Self | None:
        """The one of this name, of a kind that is begun by its name."""
        raise NotImplementedError

    @classmethod
    def begin(cls, name: str, language: str) -> Self:
        """A new one of this name, not saved yet."""
        raise NotImplementedError

    @property
    def approved_schedule(self) -> bool:
        """Wagtail asks the database for each row."""
        known: bool | None = getattr(self, "has_schedule", None)
        return super().approved_schedule if known is None else known

    @property
    def is_new(self) -> bool:
        """Never approved yet. What was taken offline later does not come back with a page."""
        return not self.live and self.first_published_at is None

    @property
    def is_named_by_live_page(self) -> bool:
        """Whether a live page names it though it is not live: taken offline, or new and named by a private page."""
        if self.live or self.pk is None:
            return False
        pages = ReferenceIndex.get_references_to(self).filter(base_content_type=ContentType.objects.get_for_model(Page))
        keys = [int(key) for key in pages.values_list("object_id", flat=True)]
        return Page.objects.live().filter(pk__in=keys).exists()
