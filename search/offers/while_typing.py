"""What the words that somebody is typing may become: titles of pages and names, as far as this person may see them."""

from typing import NamedTuple

from wagtail.models import Page

from core import tree
from core.addresses import address_of, prepare_addresses
from core.visibility import visible_to
from search import engine
from search.engines import Scope
from search.engines.database import searched_pages
from search.named_things import named_things
from search.offers.crisis import is_crisis
from search.ranking import WINDOW
from search.words.highlighting import holds
from search.words.query_parser import ParsedQuery
from search.words.question import read_query
from users.models import AnyUser

MOST = 8
# Names are many where somebody types a place: titles keep this part of the list.
MOST_NAMES = 4
FEWEST_LETTERS = 2


class Suggestion(NamedTuple):
    """A title or a name, what it is the title or name of, and where it leads."""

    label: str
    kind: str
    url: str
    # The code of the language that the label is in, where that is known.
    language: str = ""


def suggestions(text: str, user: AnyUser) -> list[Suggestion]:
    """At most eight, for a question that is not finished. Whoever needs help now is not offered reading."""
    words = read_query(text)
    if len(text) < FEWEST_LETTERS or not words or is_crisis(text):
        return []
    names = [Suggestion(one.name, one.kind_label, one.url, one.name_language) for one in named_things(words, user)]
    titles = _titles(words, user)
    room = max(MOST_NAMES, MOST - len(titles))
    return [*names[:room], *titles][:MOST]


def _titles(words: ParsedQuery, user: AnyUser) -> list[Suggestion]:
    """Of the pages that search would show first, those that have the words in their title."""
    pages = searched_pages(Scope(user, tree.current_locale()))
    keys = engine.ranked(words, pages, WINDOW)
    titles = dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))
    keys = [key for key in keys if holds(titles.get(key, ""), words)][:MOST]
    # The query that loads them asks again who may see them.
    found = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=keys), user).specific(defer=True)}
    prepare_addresses(found.values())
    shown = [found[key] for key in keys if key in found]
    return [
        Suggestion(page.title, str(page.kind_label), address_of(page), tree.code_of(page.locale_id)) for page in shown
    ]
