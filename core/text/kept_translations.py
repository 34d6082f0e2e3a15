"""A passage that only got the marks of its language is the same passage: it keeps its translations.

wagtail-localize knows passages by their exact signs. A page that was written before its words were set (decision 57)
would be untranslated once somebody saves it.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail_localize.models import String, StringTranslation

from core.text.typography import as_typed, in_text_of

_NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def _as_it_was(passage: str) -> Iterator[str]:
    """Ways in which it may have been typed; fields of plain text are kept with their signs escaped."""
    typed = in_text_of(passage, as_typed)
    yield typed
    yield in_text_of(typed, lambda text: text.replace("'", "&#x27;").replace('"', "&quot;"))
    yield in_text_of(passage, lambda text: text.translate(_NO_BREAK))


def _on_passage(sender: type[Model], instance: String, created: bool, **kwargs: Any) -> None:
    if not created or kwargs.get("raw"):
        return
    keys = [uuid.uuid5(String.UUID_NAMESPACE, typed) for typed in _as_it_was(instance.data) if typed != instance.data]
    for kept in StringTranslation.objects.filter(
        translation_of__locale=instance.locale_id, translation_of__data_hash__in=keys
    ):
        values = {name: getattr(kept, name) for name in ("data", "translation_type", "tool_name", "last_translated_by")}
        StringTranslation.objects.get_or_create(
            translation_of=instance, locale_id=kept.locale_id, context_id=kept.context_id, defaults=values
        )


def connect() -> None:
    """Called when the apps are ready."""
    post_save.connect(_on_passage, sender=String, dispatch_uid="keep-translations")
