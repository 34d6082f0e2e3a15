"""The ways in on the front page, with how much there is behind each."""

from typing import NamedTuple

from django.utils.translation import ngettext
from wagtail.blocks import StreamValue, StructValue
from wagtail.models import Page

from core.prefetch import Reader
from home.counted import LISTS
from networks.models import NetworkIndexPage
from networks.organisation_cache import member_organisations
from search.lists.term_counts import OpenedList


class Way(NamedTuple):
    """A link, and what a reader finds there in numbers; empty where nothing is counted."""

    link: StructValue
    found: str


def ways_of(stream: StreamValue, reader: Reader) -> list[Way]:
    """Those that lead somewhere."""
    return [Way(block.value, _count(block.value.get("page"), reader)) for block in stream if block.value.href]


def _count(page: Page | None, reader: Reader) -> str:
    if page is None:
        return ""
    kind = page.specific_class
    if kind is NetworkIndexPage:
        total = len(member_organisations())
        return ngettext("%(total)s organisation", "%(total)s organisations", total) % {"total": total} if total else ""
    for model, words in LISTS.values():
        if model is kind:
            index = reader.shown(model.objects.filter(translation_key=page.translation_key)).first()
            total = OpenedList(index, reader).memory.total if index else 0
            return words(total) if total else ""
    return ""
