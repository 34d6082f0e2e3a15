"""Which page answers at an address, also where a page is not translated: see docs/decisions on languages."""

from django.http import HttpRequest
from wagtail.models import Page

from core import tree
from core.addresses import own_address, translation_of
from core.i18n.languages import current
from core.visibility import closed_paths


def below(parent_path: str, slug: str) -> Page | None:
    """The live page of that slug right below a tree path."""
    depth = len(parent_path) // tree.STEP + 1
    return Page.objects.filter(path__startswith=parent_path, depth=depth, slug=slug, live=True).first()


def stand_in(parent: Page, slug: str) -> Page | None:
    """The page of that slug below the same parent in another language."""
    for twin in tree.translations([parent.translation_key])[parent.translation_key].values():
        if twin.path != parent.path and (found := below(twin.path, slug)):
            return found
    return None


def note_reading_language(request: HttpRequest, page: Page) -> None:
    """Set `request.reading_locale` where the address is of another language than the page."""
    known = tree.locales()
    # What the page would ask the database for.
    if own := next((locale for locale in known.values() if locale.pk == page.locale_id), None):
        page.locale = own
    locale = known.get(current())
    if locale is not None and locale.pk != page.locale_id:
        request.reading_locale = locale  # type: ignore[attr-defined] # ours, read by templates


def better_address(request: HttpRequest, page: Page) -> str:
    """Where to go instead: the translation, when the address is of a language in which the page exists."""
    if getattr(request, "reading_locale", None) is None:
        return ""
    translation = translation_of(page, current(), tuple(closed_paths(request.user)))
    return own_address(translation) if translation else ""
