"""What changed between two versions of a page: Wagtail's comparison of fields, and the terms."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page

from core.models import Vocabulary


class TermsComparison:
    """Looks to a template like one of Wagtail's field comparisons."""

    is_field = True
    is_child_relation = False

    def __init__(self, vocabulary: str, before: list[str], after: list[str]) -> None:
        self.vocabulary, self.before, self.after = vocabulary, before, after

    def has_changed(self) -> bool:
        return set(self.before) != set(self.after)

    def field_label(self) -> str:
        return str(Vocabulary(self.vocabulary).label)

    def htmldiff(self) -> str:
        gone = ((label,) for label in self.before if label not in self.after)
        new = ((label,) for label in self.after if label not in self.before)
        deletions = format_html_join(" ", '<span class="deletion">{}</span>', gone)
        return format_html("{} {}", deletions, format_html_join(" ", '<span class="addition">{}</span>', new))


def changes(before: Page, after: Page, request: HttpRequest) -> list[Any]:
    """The comparisons of those fields that differ."""
    bound = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    found = [compare(before, after) for compare in bound.get_comparison()]
    return [one for one in [*found, *_terms(before, after)] if one.has_changed()]


def changes_of_row(before: Model, after: Model, request: HttpRequest) -> list[Any]:
    """The same for a row that is no page, in the order of its form."""
    bound = get_edit_handler(type(after)).get_bound_panel(instance=after, request=request, form=None)
    return [one for one in (compare(before, after) for compare in bound.get_comparison()) if one.has_changed()]


def _terms(before: Page, after: Page) -> list[TermsComparison]:
    if not hasattr(after, "term_slots"):
        return []
    return [
        TermsComparison(slot.vocabulary, _labels(before, slot.vocabulary), _labels(after, slot.vocabulary))
        for slot in after.term_slots
    ]


def _labels(page: Page, vocabulary: str) -> list[str]:
    return [term.label for term in page.terms_of(vocabulary)]
