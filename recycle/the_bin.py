"""The page below which everything stands that was deleted: outside of every site, and made when it is first needed."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.going_live import Problem, rule_of_any_page
from core.visibility import BIN_SLUG, in_bin


class Refused(Exception):
    """Why something is not deleted or not restored, in words for the person who asked."""


def held_bin() -> Page:
    """The bin, held until the transaction ends: whoever deletes or restores does it after all others have done."""
    # The root is held so that there is one bin only, of however many that begin at once.
    root = Page.objects.select_for_update().get(depth=1)
    found = Page.objects.select_for_update().filter(depth=2, slug=BIN_SLUG).first()
    if found is None:
        kind = ContentType.objects.get_for_model(Page)
        found = Page(title="Recycle bin", slug=BIN_SLUG, live=False, content_type=kind, locale=Locale.get_default())
        root.add_child(instance=found)
    return found


@rule_of_any_page
def restored_first(page: Page) -> Iterator[Problem]:
    if page.path and in_bin(page):
        yield Problem("", _("It is in the recycle bin. Restore it first."))
