"""What follows from the fields of a kind of page: what the API tells of it, and what its translations share."""

from typing import Any

from django.db import models
from django.utils.functional import classproperty
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.models.atomic import AtomicPage


def facts(*names: str) -> list[SynchronizedField]:
    """Fields that are the same in every language: a translation follows its source and cannot change them."""
    return [SynchronizedField(name, overridable=False) for name in names]


def holds_words(field: models.Field) -> bool:
    """Whether it is text that a translation has in its own words."""
    return isinstance(field, StreamField | models.TextField | models.CharField) and not field.choices


class PageFields(AtomicPage):
    """A kind may be put together from abstract parts; each part says of its own fields what is not the rule."""

    # Fields that the read API does not tell; all others that are edited it tells.
    private_fields: set[str] = set()
    # Text fields that search must not read (links that are not public, notes to staff).
    unsearched: set[str] = set()
    # Dates, numbers, choices and keys are facts: translations share them. So are these, although they are text or rows.
    same_in_all_languages: set[str] = set()
    # And these are not, although they are no text.
    differs_by_language: set[str] = set()

    # What belongs to this one page, as its day or what was said there does: a new page like it begins without.
    of_one_time: set[str] = set()

    # What the API tells besides the fields.
    api_properties: list[str] = []

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in ("private_fields", "unsearched", "same_in_all_languages", "differs_by_language", "of_one_time"):
            setattr(cls, name, set().union(*(vars(part).get(name, ()) for part in cls.__mro__)))

    @classmethod
    def edited_fields(cls) -> list[models.Field]:
        """The fields of the kind itself, without those of every Wagtail page and those that nobody edits."""
        return [field for field in cls._meta.local_fields if field.editable and not field.auto_created]

    @classproperty
    def api_fields(cls) -> list[str]:
        names = (field.name for field in cls.edited_fields())
        return [*cls.api_properties, *(name for name in names if name not in cls.private_fields)]

    @classproperty
    def override_translatable_fields(cls) -> list[SynchronizedField]:
        names = (field.name for field in cls.edited_fields() if not holds_words(field))
        shared = [name for name in names if name not in cls.differs_by_language]
        return facts(*shared, *sorted(cls.same_in_all_languages))
