"""What the editor of a translation says and shows: whether the original changed since, and its words as written."""

import datetime
import html
import json
import re

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.i18n.dates import moment
from core.i18n.languages import DEFAULT
from moderation.translations import translation_of

PROPS = re.compile(r'(data-props=")([^"]*)(")')
# An ampersand that is no part of another sign's name.
AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")


def say_that_the_original_changed(request: HttpRequest, page: Page) -> None:
    """Each time a translation is opened, until the changes are brought in or a newer version is written."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET or page.locale.language_code == DEFAULT:
        return
    original = page.get_translations().filter(locale__language_code=DEFAULT, live=True).first()
    translation = translation_of(page)
    known_at = translation.source.last_updated_at if translation else page.latest_revision_created_at
    if original is None or original.last_published_at is None or not known_at:
        return
    if original.last_published_at > known_at and original.permissions_for_user(request.user).can_edit():
        buttons = [messages.button(_compare(original, known_at), _("See what changed"))]
        if translation:
            buttons.append(messages.button(_bring_in(translation, request.path), _("Bring in the changes")))
        messages.warning(request, _notice(original, translation), buttons=buttons)


def _notice(original: Page, translation: Translation | None) -> str:
    when = moment(original.last_published_at)
    words = _("The original was changed after this translation, on %(when)s.") % {"when": when}
    if translation is None:
        return words
    count = changed_passages(translation.source, original)
    more = ngettext("%(count)d passage is new or different.", "%(count)d passages are new or different.", count)
    return f"{words} {more % {'count': count}}"


def changed_passages(source: TranslationSource, original: Page) -> int:
    """How many passages of the live original are not those that the translation was made from."""
    known = set(source.stringsegment_set.values_list("context__path", "string__data"))
    segments = [one for one in extract_segments(original.specific) if isinstance(one, StringSegmentValue)]
    return sum((one.path, one.string.data) not in known for one in segments)


def _compare(original: Page, known_at: datetime.datetime) -> str:
    before = Revision.page_revisions.filter(object_id=str(original.pk), created_at__lte=known_at)
    newest = before.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_pages:revisions_compare", args=[original.pk, newest or "earliest", "live"])


def _bring_in(translation: Translation, address: str) -> str:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return f"{url}?{urlencode({'next': address})}"


def with_readable_passages(page: str) -> str:
    """wagtail-localize keeps passages as HTML and shows them so: “&amp;amp;” where the original has “&”.

    What somebody types comes back as HTML either way, so an ampersand may stand for itself.
    """
    return PROPS.sub(_readable, page)


def _readable(found: re.Match[str]) -> str:
    props = json.loads(html.unescape(found[2]))
    for segment in props["segments"]:
        if segment["type"] == "string":
            segment["source"] = AMPERSAND.sub("&", segment["source"])
    # Pages that mirror another are not offered here, and taking a page away is in its own menu: neither is the main
    # button of a translator.
    props["links"]["convertToAliasUrl"] = None
    props["perms"]["canDelete"] = False
    return f"{found[1]}{html.escape(json.dumps(props))}{found[3]}"
