"""What a person may not see makes no difference to what search and lists answer, in no word and in no number.

Sites by chance are asked everything twice: with what is hidden from a reader, and when that is gone.
"""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client

from moderation.groups import set_up_groups
from tests import factories
from tests.search.random_site import COMMON, GROUP, LEVELS, MEMBERS, OPEN, RandomSite

pytestmark = pytest.mark.django_db
SEEDS = (1, 2)
SEARCHES = ("/search/?", "/fr/recherche/?", "/api/search/?", "/api/search/?lang=fr&")
LISTS = (
    "/search/suggest/?",
    "/resources/list.json?",
    "/resources/?",
    "/resources/findings/?",
    "/events/list.json?when=all&",
    "/events/?when=all&",
    "/webinars/list.json?",
    "/resources/feed/?",
)
NOW = re.compile(r"<updated>[^<]*</updated>")


def mistyped(word):
    return word[:-2] + word[-1]


def questions(site):
    """Words that stand everywhere, that stand on one hidden page, that are mistyped, and that stand nowhere."""
    own = [site.word_of(level) for level in LEVELS]
    yield from COMMON[:2]
    yield from (" ".join(site.chance.sample(COMMON, 3)) for _number in range(3))
    yield from own
    yield from map(mistyped, own)
    yield from (f"{COMMON[0]} {word}" for word in own)
    yield from (f"{COMMON[0]} {COMMON[1]} xyzzyx {word}" for word in own[1:])
    yield from ("xyzzyx", f"{COMMON[0]} -{own[MEMBERS]}", f'"{COMMON[1]} {own[GROUP]}"')


def filters(site):
    sections = [f"in={page.slug}" for page, _level in site.sections]
    yield from [*sections, "in=resources", *(f"region={term.slug}" for term in site.terms), "year=2020", "kind=event"]
    yield from (f"{section}&region={site.terms[OPEN].slug}&year=2019" for section in sections)


def addresses(site):
    """What is asked: all questions everywhere are too many, so that of those some are taken."""
    asked = [f"{place}q={words}" for words in questions(site) for place in (*SEARCHES, *LISTS)]
    narrowed = [
        f"{place}q={words}&{more}"
        for place in SEARCHES[1:3]
        for words in (COMMON[2], "xyzzyx")
        for more in filters(site)
    ]
    lists = [f"{place}{more}" for place in LISTS[1:] for more in filters(site) if not more.startswith("in=")]
    return [*site.chance.sample(asked, 14), *site.chance.sample(narrowed, 8), *site.chance.sample(lists, 4)]


def answer_of(client, path):
    answer = client.get(path.replace(" ", "+"))
    assert answer.status_code == 200, path
    return answer.content.decode()


def said(text):
    """An answer without the order of what it found: that follows how often words stand in all entries."""
    if text.startswith("{"):
        found = json.loads(text)
        for name in found.keys() & {"results", "suggestions"}:
            found[name] = sorted(found[name], key=json.dumps)
        return found | {"nearest": len(found.get("nearest", ()))}
    if text.startswith("<?xml"):
        return sorted(NOW.sub("", text).split("<entry"))
    page = BeautifulSoup(text, "html.parser").main
    for cards in page.select("ul.cards"):
        cards.string = str(len(cards.find_all("li", recursive=False)))
    return " ".join(page.get_text(" ").split())


def signed_in(*groups):
    user, client = factories.user(), Client()
    user.groups.set(groups)
    client.force_login(user)
    return client


def readers(site):
    """By the highest level that they may see. The editor works on pages of every level."""
    set_up_groups()
    editors = Group.objects.get(name="Editors")
    return {GROUP: signed_in(site.group, editors), MEMBERS: signed_in(), OPEN: Client()}


def names_what_is_hidden(site, level, path, text):
    """Words of what is hidden, unless they were typed or stand in the address."""
    return [word for word in site.words(level) if word in text and word not in path and mistyped(word) not in path]


def compare(site, take_away):
    """Asks all readers, the one who may see most first, before and after what is hidden from them is taken away."""
    asked, clients = addresses(site), readers(site)
    before = {level: [answer_of(client, path) for path in asked] for level, client in clients.items()}
    for level, client in clients.items():
        take_away(level)
        for path, answer in zip(asked, before[level], strict=True):
            assert said(answer_of(client, path)) == said(answer), (level, path)
            assert names_what_is_hidden(site, level, path, answer) == [], (level, path)
    assert any(names_what_is_hidden(site, OPEN, path, text) for path, text in zip(asked, before[GROUP], strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_hidden_makes_no_difference(seed, made):
    site = made(RandomSite, seed)
    compare(site, lambda level: made(site.take_away, level))
