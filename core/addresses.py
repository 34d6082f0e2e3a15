"""Where a page is found in the reader's language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from core import tree
from core.i18n.languages import DEFAULT, current
from core.tree import Node
from core.visibility import is_more_closed


def prefix(language: str) -> str:
    """How the addresses of a language begin: "" for the site's first, "/fr" for French."""
    return "" if language == DEFAULT else f"/{language}"


def address_of(page: Page | Node, language: str | None = None) -> str:
    """The path at which a reader of `language` (the present one by default) finds the page.

    The address of the translation where there is a live one; else the page's own slug below the translated parents,
    where it is served untranslated. Empty for a page that stands outside of the site.
    """
    language = language or current()
    if tree.code_of(page.locale_id) == language:
        return own_address(page)
    translated = translation_of(page, language)
    return _with_below(_own_address(translated) if translated else _stand_in_address(page, language), page)


def below_its_own(page: Page | Node) -> str:
    """What follows the address of a page that is seen in part, as an event at one of its dates; empty otherwise."""
    return getattr(page, "address_below", "")


def _with_below(address: str, page: Page | Node) -> str:
    return f"{address}{below_its_own(page)}" if address else ""


def translation_of(page: Page | Node, language: str, closed: tuple[str, ...] | None = None) -> Node | None:
    """The live page that says the same in another language.

    Open to one reader, where the tree paths are given that are closed to them; open to all who may see this page
    otherwise, as an address is that everybody gets.
    """
    locale = tree.locales().get(language)
    if locale is None:
        return None
    twin = tree.translations([page.translation_key])[page.translation_key].get(locale.pk)
    if twin is None:
        return None
    is_closed = is_more_closed(twin.path, page.path) if closed is None else twin.path.startswith(closed)
    return None if is_closed else twin


def prepare_addresses(pages: Iterable[Page | Node], language: str | None = None) -> None:
    """One query instead of one for each page, before a list prints addresses of pages without translation."""
    language = language or current()
    tree.translations([page.translation_key for page in pages if tree.code_of(page.locale_id) != language])


def own_address(page: Page | Node) -> str:
    """The path of the page in its own language."""
    return _with_below(_own_address(page), page)


def full_address(path: str) -> str:
    """With the name of the site in front, for other sites and for search engines; letters as RFC 3986 has them."""
    return f"{settings.PUBLIC_URL}{iri_to_uri(path)}"


def _own_address(page: Page | Node) -> str:
    front = tree.front_of(page.path)
    if front is None:
        return ""
    return f"{prefix(tree.code_of(page.locale_id))}/{page.url_path[len(front.url_path) :]}"


def _stand_in_address(page: Page | Node, language: str) -> str:
    front = tree.front_of(page.path)
    if front is None:
        return ""
    if page.path == front.path:
        return f"{prefix(language)}/"
    parent = tree.nodes().get(page.path[: -tree.STEP])
    return f"{address_of(parent, language)}{page.slug}/" if parent else _own_address(page)
