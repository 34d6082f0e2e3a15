"""Which page answers at an address, also where a page is not translated: see docs/decisions on languages."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from caching.site_version import version_cache
from core import tree
from core.addresses import own_address, translation_of
from core.i18n.languages import current
from core.tree import Node
from core.visibility import closed_paths


def page_at(top: Page | Node, slugs: list[str]) -> tuple[Page, list[str]] | None:
    """The live page that slugs below `top` lead to, and those slugs that it has to answer itself; None: there is none.

    The way is found in the tree in memory, so that no page above the last is loaded. Where the last slug is of no page,
    the one above it is given: it may answer at addresses of its own.
    """
    path, rest = tree.descend(top.path, slugs[:-1])
    rest = [*rest, slugs[-1]]
    if page := below(path, rest[0]):
        return page, rest[1:]
    if path != top.path:
        page = page_of(tree.nodes()[path])
        return (page, rest) if page else None
    page = _stand_in(top, rest[0])
    return (page, rest[1:]) if page else None


def page_of(node: Node) -> Page | None:
    """The page of a node as what it is; None where it was deleted meanwhile."""
    return _page(node.pk, node.content_type_id)


def _page(pk: int, content_type_id: int) -> Page | None:
    """In one query, where Wagtail's `specific` needs two."""
    model = ContentType.objects.get_for_id(content_type_id).model_class() or Page
    # Without the order of lists, which costs as much as the rest of the query.
    page = next(iter(model._default_manager.filter(pk=pk).order_by()), None)
    if page:
        # What is made of it may be shown to others who read it there (core/templatetags/kept_parts.py).
        page.is_read_at_its_address = page.live
    return page


def below(parent_path: str, slug: str) -> Page | None:
    """The live page of that slug right below a tree path.

    Which one it is is remembered until public content changes; the page itself is asked of the database.
    """
    known, key = version_cache(), ("page below", parent_path, slug)
    if key in known:
        page = _page(*known[key])
        if page and page.live and page.slug == slug and page.path[: -tree.STEP] == parent_path:
            return page
    depth = len(parent_path) // tree.STEP + 1
    pages = Page.objects.filter(path__startswith=parent_path, depth=depth, slug=slug, live=True)
    found = pages.values_list("pk", "content_type_id").first()
    if found is None:
        return None
    known[key] = found
    return _page(*found)


def _stand_in(parent: Page | Node, slug: str) -> Page | None:
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
