"""Pictures in pages. One that cannot be made is left out; every template shows pictures through here."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from files import pictures
from files.models import SiteImage

register = template.Library()


@register.simple_tag
def picture_in(image: SiteImage | None, size: str, **attributes: Any) -> SafeString | str:
    """The picture in one of the sizes of files/pictures.py."""
    return pictures.picture_html(image, size, attributes)
