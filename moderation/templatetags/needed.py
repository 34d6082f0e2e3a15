"""What a page still needs, beside its form (`core.models.editor_tabs`)."""

from typing import Any

from django import template
from wagtail.admin.panels import Panel

from moderation.writing.still_needed import needed_in, sent_back

register = template.Library()


@register.inclusion_tag("moderation/writing/needed.html")
def still_needed(panel: Panel.BoundPanel) -> dict[str, Any]:
    return {"needed": needed_in(panel.form), "back": sent_back(panel.instance)}
