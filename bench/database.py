"""A generated database of resources for the benchmarks, written in bulk: 25,000 take some seconds."""

import random
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site
from wagtail.search.models import IndexEntry

from caching import site_version
from core.models import PageTerm, Term
from home.models import HomePage
from resources.models import ResourceIndexPage, ResourcePage
from search.indexing.entries import ANALYSER
from search.models import Entry
from search.words import vocabulary
from search.words.analysis import analysed

WORDS = [f"word{number}" for number in range(4000)]
COMMON, RARE = "housing", "zebra"
# Sizes of the vocabularies of a network after some years.
SIZES = {"category": 6, "population": 30, "region": 60, "type": 20, "audience": 12, "topic": 40, "language": 6}
PER_PAGE = {"category": 1, "population": 2, "region": 1, "type": 1, "audience": 1, "topic": 2, "language": 1}


def index_page() -> ResourceIndexPage:
    home = HomePage(title="Home", slug="front", locale=Locale.objects.get(language_code="en"))
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.update(root_page=home, hostname="localhost")
    index = ResourceIndexPage(title="Resources", slug="resources", locale=home.locale)
    home.add_child(instance=index)
    return index


def vocabularies() -> dict[str, list[Term]]:
    terms = {
        name: [Term.named_or_new(name, f"{name} {number}", "en") for number in range(size)]
        for name, size in SIZES.items()
    }
    regions = terms["region"]
    for number, term in enumerate(regions[6:]):
        Term.objects.filter(pk=term.pk).update(parent=regions[number % 6])
    return terms


def build(count: int) -> ResourceIndexPage:
    """A tree of `count` live resources with terms and their words in the index."""
    index = index_page()
    terms = vocabularies()
    first = ResourcePage(title="Study 0", slug="s0", locale=index.locale, summary="A summary.", year=2020)
    first.links = [("link", {"label": "Read the study", "url": "https://example.org/study"})]
    index.add_child(instance=first)
    with transaction.atomic():
        keys = _copies(first, index, count)
        rolls = random.Random(7)
        _terms(keys, terms, rolls)
        _words(keys, rolls)
    site_version.invalidate()
    return index


def _copies(first: ResourcePage, index: ResourceIndexPage, count: int) -> list[int]:
    """Rows like those of the first page, in both tables that a page has."""
    rolls = random.Random(3)
    keys = [first.pk + number for number in range(count)]
    pages, resources = [], []
    for number, key in enumerate(keys[1:], 1):
        path = index.path + Page._int2str(number + 1).rjust(Page.steplen, "0")
        title = f"Study {number} {' '.join(rolls.choices(WORDS, k=5))}"
        same = {"id": key, "path": path, "title": title, "draft_title": title, "slug": f"s{number}"}
        pages.append(same | {"translation_key": uuid.UUID(int=rolls.getrandbits(128)).hex})
        resources.append(
            {"page_ptr_id": key, "identifier": uuid.UUID(int=rolls.getrandbits(128)).hex}
            | {"year": rolls.randrange(1990, 2026), "has_full_text": rolls.random() < 0.5}
            | {"is_peer_reviewed": rolls.random() < 0.3}
        )
    insert("wagtailcore_page", "id", first.pk, pages)
    insert("resources_resourcepage", "page_ptr_id", first.pk, resources)
    Page.objects.filter(pk=index.pk).update(numchild=count)
    return keys


def insert(table: str, key: str, like: int, rows: list[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s", [like])  # noqa: S608 - names of our own
        names = [column[0] for column in cursor.description]
        model = dict(zip(names, cursor.fetchone(), strict=True))
        places = ", ".join(["%s"] * len(names))
        values = [[(model | row)[name] for name in names] for row in rows]
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values)  # noqa: S608


def _terms(keys: list[int], terms: dict[str, list[Term]], rolls: random.Random) -> None:
    rows = [
        PageTerm(page_id=key, term=term)
        for key in keys
        for name, count in PER_PAGE.items()
        for term in rolls.sample(terms[name], count)
    ]
    PageTerm.objects.bulk_create(rows, batch_size=5000)


def _words(keys: list[int], rolls: random.Random) -> None:
    kind = ContentType.objects.get_for_model(ResourcePage)
    titles = dict(Page.objects.values_list("pk", "title"))
    IndexEntry.objects.filter(content_type=kind).delete()
    Entry.objects.filter(content_type=kind).delete()
    # Stock's index and ours hold the same words.
    stock, ours = [], []
    for key in keys:
        words = rolls.choices(WORDS, k=200)
        words += [COMMON] * (rolls.random() < 0.8) + [RARE] * (rolls.random() < 0.01)
        rolls.shuffle(words)
        title = titles[key]
        text = " ".join(words)
        stock.append(IndexEntry(content_type=kind, object_id=str(key), title=title, body=text))
        ready = {"title": " ".join(analysed(title, "en")), "body": " ".join(analysed(text, "en"))}
        ours.append(Entry(content_type=kind, object_id=key, language="en", text=text, analyser=ANALYSER, **ready))
    IndexEntry.objects.bulk_create(stock, batch_size=2000)
    Entry.objects.bulk_create(ours, batch_size=1000)
    vocabulary.add([*WORDS, COMMON, RARE])
