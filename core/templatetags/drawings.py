"""Maps and rows of dots. Each is rendered once for all who would be shown the same."""

from django import template

from caching.fragments import fragment
from core.drawings.dot_chart import DotChart
from core.drawings.shown_map import ShownMap

register = template.Library()


@register.simple_tag
def term_map(shown: ShownMap | None, label: str) -> str:
    """A map of terms and their numbers; `label` is what its list is called. Nothing for None."""
    return fragment("components/term_map.html", {"shown": shown, "label": label}, shown, label) if shown else ""


@register.simple_tag
def dot_chart(shown: DotChart | None) -> str:
    """Rows of dots; nothing for None."""
    return fragment("components/dot_chart.html", {"chart": shown}, shown) if shown else ""
