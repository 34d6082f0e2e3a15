"""Covers of pages, drawn by website/covers/."""

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page

from website.covers import shared_picture as sharing
from website.covers.cover_svg import cover_svg

register = template.Library()


@register.simple_tag
def cover(page: Page, shape: str = "card") -> SafeString:
    """The cover of a page as decoration: "card" (4:3) in lists, "story" (16:9) above words, "poster" (16:9) below."""
    return cover_svg(page, shape)


@register.simple_tag
def shared_picture(page: Page) -> sharing.SharedPicture | None:
    """What is shown where the address of the page is shared."""
    return sharing.shared_picture(page)
