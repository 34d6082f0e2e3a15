"""The kinds of file that resources can be had as, for the menus that offer them."""

from django import template

from resources.export_formats import FORMATS, REFERENCES, Format

register = template.Library()


@register.simple_tag
def export_formats() -> list[Format]:
    """Of a list."""
    return list(FORMATS.values())


@register.simple_tag
def reference_formats() -> list[Format]:
    """Of one resource, to cite it."""
    return REFERENCES
