"""What is done to the words of a row that says something in one language, whichever door they came in by."""

from collections.abc import Collection
from typing import Any

from django.db import models

from core.text.page_cleaning import clean_words


class RowWords(models.Model):
    """The name or description of something in the language of the row."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_words(self)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        clean_words(self)
        super().clean_fields(exclude)
