"""A working copy is a page like every other, but stays with the page whose words it is to change (decision 82)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.drafts.live_as import is_for_another, is_listed_as_one
from core.models.cleaned_page import CleanedPage


class PageOrCopy(CleanedPage):
    class Meta:
        abstract = True

    def get_admin_display_title(self) -> str:
        title: str = super().get_admin_display_title()
        return _("%(title)s (working copy)") % {"title": title} if is_listed_as_one(self) else title

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        # Many are asked at once, and no copy is live.
        return bool(super().can_create_at(parent)) and (parent.live or not is_for_another(parent))

    def can_move_to(self, parent: Page) -> bool:
        return bool(super().can_move_to(parent)) and not is_for_another(self) and not is_for_another(parent)

    def copy_for_translation(self, locale: Locale, *args: Any, **kwargs: Any) -> Page:
        if is_for_another(self):
            raise ValidationError(_("A working copy is not translated: translate the page itself."))
        made: Page = super().copy_for_translation(locale, *args, **kwargs)
        return made
