"""Menus, breadcrumbs, the language switch and addresses. Reads the tree in memory, never writes."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language_info, gettext
from wagtail.models import Page

from caching.site_version import cached_until_change
from core import tree
from core.addresses import address_of, below_its_own, full_address, own_address, prefix, translation_of
from core.i18n.languages import current, regional
from core.site_state import site_settings
from core.tree import Node
from core.visibility import closed_paths, is_private, private_areas
from users.models import AnyUser
from website import views
from website.own_home import has_own_home

register = template.Library()


class Entry(NamedTuple):
    """A link of a menu or of the breadcrumbs. `lang` is set where the title is not in the reader's language."""

    title: str
    url: str
    lang: str = ""
    is_current: bool = False
    is_section: bool = False
    children: tuple["Entry", ...] = ()

    @property
    def current(self) -> str:
        """As `aria-current` says it: the page itself, or that it stands somewhere below."""
        return "page" if self.is_current else "true" if self.is_section else ""


class Language(NamedTuple):
    """The same page in another language. `is_translated` is false where the page stands in untranslated."""

    code: str
    tag: str
    name: str
    url: str
    is_translated: bool = True


@register.simple_tag
def page_url(page: Page | Node | None) -> str:
    """The path of a page in the reader's language."""
    return address_of(page) if page else ""


def main_menu(user: AnyUser, path: str = "") -> tuple[Entry, ...]:
    """The live pages below the front page that stand in menus, and those below them; what this person may see.

    `path`: where they are.
    """
    menu = _menu(current(), tuple(closed_paths(user)))
    return tuple(
        _marked(entry, path)._replace(children=tuple(_marked(child, path) for child in entry.children))
        for entry in menu
    )


@cached_until_change
def _menu(language: str, closed: tuple[str, ...]) -> tuple[Entry, ...]:
    """The menu of all who may see the same, wherever they are."""
    return tuple(
        _entry(node, children=tuple(_entry(child) for child in _in_menu(node, closed)))
        for node in _in_menu(tree.front(language), closed)
    )


def _marked(entry: Entry, path: str) -> Entry:
    return entry._replace(is_current=path == entry.url, is_section=path.startswith(entry.url))


def footer_pages(user: AnyUser) -> tuple[Entry, ...]:
    """Those that staff chose for the footer and this person may see."""
    site = site_settings()
    chosen = [row.page for row in site.footer_pages.all()] if site.pk else []
    # One query for all of them.
    tree.translations([page.translation_key for page in chosen])
    return tuple(dict.fromkeys(_entry(node) for page in chosen if (node := _open_node(user, page))))


def help_page_url(user: AnyUser) -> str:
    """Where whom to call in a crisis stands at length; empty where there is no such page for this person."""
    node = _open_node(user, site_settings().help_page)
    return address_of(node) if node else ""


@register.simple_tag
def is_help_page(page: Page | None) -> bool:
    """Whether this is the page of help, in whatever language."""
    chosen = site_settings().help_page
    return isinstance(page, Page) and chosen is not None and page.translation_key == chosen.translation_key


@register.simple_tag(takes_context=True)
def own_places(context: template.Context, page: Page | None = None) -> list[Entry]:
    """For a person who is signed in: their home, the private areas that they may open, this page in the editor, and
    the admin."""
    request = context.get("request")
    user = _user(request)
    if request is None or not user.is_authenticated:
        return []
    locale = tree.locales().get(current())
    areas = private_areas(user, locale) if locale else []
    home = reverse("your_network")
    found = [Entry(gettext("Your network"), home, is_current=request.path == home)] if has_own_home(request) else []
    found += [Entry(area.title, address_of(area), is_current=area == page) for area in areas]
    if _works_in_admin(user.pk):
        if isinstance(page, Page) and page.pk and page.permissions_for_user(user).can_edit():
            found.append(Entry(gettext("Edit this page"), reverse("wagtailadmin_pages:edit", args=[page.pk])))
        found.append(Entry(gettext("Admin"), reverse("wagtailadmin_home")))
    return found


@register.simple_tag
def is_for_members(page: Page | None) -> bool:
    """Whether a stranger would be asked to sign in here."""
    return isinstance(page, Page) and bool(page.path) and is_private(page.path)


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context, page: Page | None = None) -> list[Entry]:
    """What stands above a page and may be seen by this person, the front page first; the page itself is left out.

    For a view that is no page: the front page alone. For a view below a page (`below` in the context): the page too;
    for an event at one of its dates the event.
    """
    closed = tuple(closed_paths(_user(context.get("request"))))
    if not isinstance(page, Page) or not page.path:
        nodes = [front] if (front := tree.front(current())) else []
    else:
        nodes = [_translated(node) for node in tree.above(page.path)]
        if context.get("below") and (own := tree.nodes().get(page.path)):
            nodes.append(_translated(own))
    found = [_entry(node) for node in nodes if node.live and not node.path.startswith(closed)]
    # Entries of lists stand in no menu, and the tree in memory does not hold them.
    whole = getattr(page, "whole", None)
    return [*found, _entry(whole)] if isinstance(whole, Page) else found


@register.simple_tag(takes_context=True)
def languages_of(context: template.Context, page: Page | None = None) -> list[Language]:
    """Where the same is found in each other language, for the language switch.

    A view below a page says with `below` in the context what follows the address of the page. Where nothing was found
    (`is_missing`) the switch leads to the front page.
    """
    others = [code for code, _name in settings.LANGUAGES if code != current()]
    request = None if context.get("is_missing") else context.get("request")
    # A view without a page gives the empty string, as templates do.
    is_page = isinstance(page, Page) and bool(page.path and address_of(page))
    found = [_language(code, page if is_page else None, request) for code in others]
    below = str(context.get("below") or "") if is_page else ""
    return [language._replace(url=language.url + below) for language in found]


@register.simple_tag(takes_context=True)
def canonical(context: template.Context, page: Page | None = None) -> str:
    """The one full address of this page, for `<link rel="canonical">`: in the page's own language."""
    if isinstance(page, Page) and page.path:
        return full_address(own_address(page))
    request = context.get("request")
    return full_address(request.path) if request else ""


@register.simple_tag(takes_context=True)
def alternates(context: template.Context, page: Page | None = None) -> list[tuple[str, str]]:
    """Language tag and full address of a page in every language it is written in, for `<link rel="alternate">`."""
    if not isinstance(page, Page) or not page.pk:
        return []
    closed = tuple(closed_paths(_user(context.get("request"))))
    rows = tree.translations([page.translation_key])[page.translation_key].values()
    open_rows = [row for row in rows if not row.path.startswith(closed)]
    if len(open_rows) < 2:
        return []
    below = below_its_own(page)
    return [(regional(tree.code_of(row.locale_id)), full_address(f"{own_address(row)}{below}")) for row in open_rows]


@register.simple_tag
def accent_stylesheet_url() -> str:
    """The style sheet that sets the accent colour."""
    return views.accent_stylesheet_url()


@cached_until_change
def _works_in_admin(user_pk: int) -> bool:
    """Whether to show the way there. The admin itself asks again."""
    return get_user_model().objects.get(pk=user_pk).has_perm("wagtailadmin.access_admin")


def _user(request: HttpRequest | None) -> AnyUser:
    return getattr(request, "user", None) or AnonymousUser()


def _open_node(user: AnyUser, page: Page | None) -> Node | None:
    """The live page in the reader's language, else in its own, that this person may see."""
    if page is None:
        return None
    closed = tuple(closed_paths(user))
    twins = tree.translations([page.translation_key])[page.translation_key]
    read = tree.locales().get(current())
    found = [twins[key] for key in (read.pk if read else None, page.locale_id) if key in twins]
    return next((node for node in found if not node.path.startswith(closed)), None)


def _in_menu(parent: Node | None, closed: tuple[str, ...]) -> list[Node]:
    """The pages of a menu below `parent`: its own, then those of other languages that have no translation."""
    if parent is None:
        return []
    below = tree.children()
    found = list(below.get(parent.path, []))
    for twin in tree.translations([parent.translation_key])[parent.translation_key].values():
        if twin.path != parent.path:
            found += [node for node in below.get(twin.path, []) if not translation_of(node, current(), closed)]
    return [node for node in found if node.show_in_menus and node.live and not node.path.startswith(closed)]


def _translated(node: Node) -> Node:
    if tree.code_of(node.locale_id) == current():
        return node
    return translation_of(node, current()) or node


def _entry(node: Node | Page, **more: Any) -> Entry:
    code = tree.code_of(node.locale_id)
    return Entry(node.title, address_of(node), "" if code == current() else regional(code), **more)


def _language(code: str, page: Page | None, request: HttpRequest | None) -> Language:
    name = get_language_info(code)["name_local"]
    name = name[:1].upper() + name[1:]
    if page is not None:
        closed = tuple(closed_paths(_user(request)))
        is_translated = tree.code_of(page.locale_id) == code or translation_of(page, code, closed) is not None
        return Language(code, regional(code), name, address_of(page, code), is_translated)
    url = translate_url(request.path, code) if request else f"{prefix(code)}/"
    return Language(code, regional(code), name, url)
