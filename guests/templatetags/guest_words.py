"""What people without an account said, where moderators decide."""

from django import template
from wagtail.models import Page

from guests.drafts import Heard, heard
from guests.models import GuestWord

register = template.Library()


@register.simple_tag
def words_of_guests(page: Page) -> list[Heard]:
    """All of them, in their order; of each, whether it is about the newest version."""
    return heard(GuestWord.objects.about(page.pk), page)


@register.simple_tag
def objections_of_guests(page: Page) -> list[Heard]:
    """Of those who object: what they answered last."""
    last = {one.word.link_id: one for one in heard(GuestWord.objects.about(page.pk).answers(), page)}
    return [one for one in last.values() if one.word.kind == GuestWord.Kind.OBJECT]
