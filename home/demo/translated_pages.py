"""Translates demo pages the way a translator does: string by string, in wagtail-localize."""

from collections import Counter
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from users.models import AnyUser


def translate(page: Page, values: dict[str, Any], locale: Locale, user: AnyUser, publish: bool) -> Page:
    """The page in `locale`, with `values` for its fields. `values` must have the shape of the page's own."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    words = _words_of(page, values)
    segments = StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order")
    places: Counter[str] = Counter()
    for segment in segments:
        path = segment.context.path
        text = words.get((path, places[path]))
        places[path] += 1
        if text:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": text, "last_translated_by": user},
            )
    # A parent without translation must not be copied along: it answers at the other language's address as it is.
    source.create_or_update_translation(locale, user=user, publish=False, copy_parent_pages=False, fallback=True)
    if publish:
        # Wagtail-localize would wait for the commit, and then write back a page that had no pages below it yet.
        translation.get_target_instance().get_latest_revision().publish()
    return translation.get_target_instance()


def _words_of(page: Page, values: dict[str, Any]) -> dict[tuple[str, int], str]:
    """The words of the translated page by path and place within it, as wagtail-localize takes pages apart."""
    copy = type(page)(**{field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields})
    for name, value in values.items():
        setattr(copy, name, value)
    words: dict[tuple[str, int], str] = {}
    places: Counter[str] = Counter()
    for segment in extract_segments(copy):
        if isinstance(segment, StringSegmentValue):
            words[segment.path, places[segment.path]] = segment.string.data
            places[segment.path] += 1
    return words
