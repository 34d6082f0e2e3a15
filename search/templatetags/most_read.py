"""The most read pages, for templates that have nothing else to offer."""

from django import template

from core.tree import Node
from core.visibility import STRANGER
from search.insight import most_read

register = template.Library()


@register.simple_tag(takes_context=True)
def most_read_pages(context: template.Context) -> list[Node]:
    """Pages that the reader may see, the most read first; few or none."""
    return most_read.most_read(getattr(context.get("request"), "user", STRANGER))
