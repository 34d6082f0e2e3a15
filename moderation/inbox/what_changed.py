"""What changed, in a sentence: for a list in which nobody reads a comparison."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from moderation.comparison.changes import changes

NAMED = 3


def change_in_words(live: Page | None, draft: Page, request: HttpRequest) -> str:
    """“New”; “Title and agenda changed”; “Title, agenda, people and 2 more parts changed”."""
    if live is None:
        return _("New")
    names = list(dict.fromkeys(str(one.field_label()) for one in changes(live, draft, request)))
    if not names:
        return _("No field differs.")
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        words = ngettext("Changed: %(names)s and %(more)d more", "Changed: %(names)s and %(more)d more", more)
        return words % {"names": shown, "more": more}
    return _("Changed: %(names)s") % {"names": shown}
