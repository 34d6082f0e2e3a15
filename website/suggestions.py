"""What somebody may have looked for who came to an address where nothing is."""

import difflib
import re
from typing import NamedTuple
from urllib.parse import unquote

from django.db.models import Q
from wagtail.models import Page

from core import tree
from core.addresses import address_of, prepare_addresses
from core.i18n.languages import current
from core.tree import Node
from core.visibility import shown_to
from users.models import AnyUser

MOST = 5
# How many pages are compared with the address, at most.
COMPARED = 200


class Suggestion(NamedTuple):
    title: str
    url: str


def words_of(path: str) -> list[str]:
    """The words of an address, the last part first: what to search for."""
    words: list[str] = []
    for part in reversed(unquote(path)[:300].split("/")):
        words += re.findall(r"[^\W_]{3,40}", part)
    return [word for word in dict.fromkeys(words) if not word.isdecimal()][:6]


def similar_pages(path: str, user: AnyUser) -> list[Suggestion]:
    """Pages with an address like this one, of those that this person may see."""
    words = [word.lower() for word in words_of(path) if len(word) > 3][:4]
    locale = tree.locales().get(current())
    if not words or locale is None:
        return []
    asked = Q()
    for word in words:
        # The beginning of the word: the rest may be what was mistyped.
        asked |= Q(slug__icontains=word[: max(4, len(word) - 2)])
    pages = shown_to(Page.objects.filter(asked, depth__gt=1), user, locale)
    nodes = [Node(*row) for row in pages.values_list(*tree.FIELDS)[:COMPARED]]
    wanted = unquote(path).strip("/").rpartition("/")[2]
    nodes.sort(key=lambda node: -difflib.SequenceMatcher(None, wanted, node.slug).ratio())
    prepare_addresses(nodes[:MOST])
    return [Suggestion(node.title, url) for node in nodes[:MOST] if (url := address_of(node))]
