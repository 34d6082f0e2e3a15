"""With what a page goes live, where it waits for others."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from core.together.held_pages import goes_live_with

register = template.Library()


@register.simple_tag(takes_context=True)
def others_of(context: Context, thing: Any) -> str:
    """Empty for what goes live by itself, and for what is no page."""
    if not isinstance(thing, Page) or thing.pk is None:
        return ""
    return goes_live_with(thing, context["request"].user)
