"""Quotation marks for templates."""

from collections.abc import Iterable

from django import template

from core.text import quotation_marks

register = template.Library()


@register.filter
def quoted_list(words: Iterable[str]) -> str:
    """Each of the words in quotation marks, with commas between."""
    return ", ".join(quotation_marks.quoted(word) for word in words)
