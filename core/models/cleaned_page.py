"""What is done to the words of every page before it is saved, and what they are held to, draft or not."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from core.models.page_entries import EnteredPage
from core.text.page_cleaning import clean_words, too_long
from core.text.page_text import fill_empty_words, give_items_their_own_ids
from core.transcripts.taken import take_transcripts


class CleanedPage(EnteredPage):
    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        fill_empty_words(self)
        clean_words(self)
        give_items_their_own_ids(self)
        take_transcripts(self)
        super().full_clean(*args, **kwargs)

    def speaker_called(self, shown: str) -> str:
        """Who speaks in a film of this page, by the name that the meeting tool shows."""
        return shown

    def headings_of_film(self) -> list[tuple[int, str]]:
        """Seconds of the film of this page, each with the heading that stands there in its transcript."""
        return []

    def minimal_clean(self) -> None:
        """What Wagtail asks of a draft; and the limits of its fields, so that no door makes one that no form takes."""
        clean_words(self)
        if found := too_long(self):
            raise ValidationError(found)
        super().minimal_clean()

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        found = too_long(self, exclude or ())
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            found |= error.update_error_dict({})
        if found:
            raise ValidationError(found)
