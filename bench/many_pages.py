"""A site of any number of pages for the benches of a cluster, written in bulk: `python -m bench.many_pages N`.

It goes to the database and to the index that the environment names. Pages of three kinds in two languages, with terms,
years and days; one in ten lies in a section that only members may see, one in fifteen is a draft, one in fourteen a
translation. Their words are those of the demonstration site, as often as Zipf would have them. They are rows of the
tables that searches read; of what is seen of a page alone (its parts, its versions) there is nothing, and the
database's own full-text index stays empty.
"""

import datetime
import itertools
import random
import re
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import django
import yaml

django.setup()

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, PageViewRestriction

from bench.database import insert, vocabularies
from caching import site_version
from core.models import BasePage, PageTerm, Term
from events.models import EventIndexPage, EventPage
from home.models import HomePage, StandardPage
from jobs import zone_rules
from resources.models import ResourceIndexPage, ResourcePage
from search.cluster import sync
from search.indexing.entries import ANALYSER
from search.lists.kept_values import NOTHING, kept_of_all
from search.models import Entry
from search.words import vocabulary
from search.words.analysis import analysed

BATCH = 5000
# Planted: in four of five pages, and in one of ten thousand.
COMMON, RARE = "housing", "zebra"
TITLE, TEXT = 7, 70
KINDS: list[tuple[type[BasePage], int]] = [(ResourcePage, 70), (EventPage, 20), (StandardPage, 10)]
# Of a page: vocabularies, and how many terms.
TERMS = {"category": 1, "population": 1, "region": 1, "topic": 2}
Rows = list[dict[str, Any]]


class Words(NamedTuple):
    """Of one language: the most used first, each as it is read and as the index has it."""

    language: str
    read: list[str]
    ready: dict[str, str]
    # How often each and all before it come, for `random.choices`.
    weights: list[float]

    @classmethod
    def of(cls, language: str, texts: list[str]) -> "Words":
        count = Counter(re.findall(r"[^\W\d_]{2,}", " ".join(texts).lower()))
        read = [word for word, _times in count.most_common() if word not in {COMMON, RARE}]
        ready = {word: " ".join(analysed(word, language)) for word in [*read, COMMON, RARE]}
        return cls(language, read, ready, list(itertools.accumulate(1 / place for place in range(1, len(read) + 1))))

    def some(self, rolls: random.Random, count: int) -> list[str]:
        return rolls.choices(self.read, cum_weights=self.weights, k=count)

    def indexed(self, words: Sequence[str]) -> str:
        return " ".join(map(self.ready.__getitem__, words))


class Draft(NamedTuple):
    """What is rolled of a page before its rows are written."""

    key: int
    model: type[BasePage]
    words: Words
    title: list[str]
    text: list[str]
    is_live: bool
    path: str
    translation_key: str


def texts_of_the_demo_site() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"en": [], "fr": []}
    for file in sorted(Path("home/demo").glob("*.yaml")):
        _gather(yaml.safe_load(file.read_text()), "en", found)
    return found


def _gather(said: object, language: str, found: dict[str, list[str]]) -> None:
    if isinstance(said, str):
        found[language].append(said)
    elif isinstance(said, list):
        for one in said:
            _gather(one, language, found)
    elif isinstance(said, dict):
        for name, one in said.items():
            _gather(one, "fr" if name == "fr" else language, found)


class Site:
    """The few pages above the many, and the first of each kind, which the others are copies of."""

    def __init__(self) -> None:
        home = HomePage(title="Home", slug="front", locale=Locale.objects.get(language_code="en"))
        Page.objects.get(depth=1).add_child(instance=home)
        home.sites_rooted_here.model.objects.update(root_page=home, hostname="localhost")
        self.locales = {"en": home.locale_id, "fr": Locale.objects.get_or_create(language_code="fr")[0].pk}
        resources, events, about, members = (
            home.add_child(instance=model(title=title, slug=title.lower(), locale=home.locale))
            for model, title in (
                (ResourceIndexPage, "Resources"),
                (EventIndexPage, "Events"),
                (StandardPage, "About"),
                (StandardPage, "Members"),
            )
        )
        PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
        self.parents: dict[type[BasePage], Page] = {ResourcePage: resources, EventPage: events, StandardPage: about}
        self.members = members
        self.first: dict[type[BasePage], BasePage] = {
            ResourcePage: ResourcePage(summary="A summary.", year=2020),
            EventPage: EventPage(start_date=datetime.date(2026, 1, 15), mode="online"),
            StandardPage: StandardPage(lead="A text."),
        }
        for model, page in self.first.items():
            page.title, page.slug, page.locale = "First", "first", home.locale
            self.parents[model].add_child(instance=page)


def build(count: int) -> None:
    site, terms, rolls = Site(), vocabularies(), random.Random(11)
    words = {language: Words.of(language, texts) for language, texts in texts_of_the_demo_site().items()}
    vocabulary.add([word for one in words.values() for word in one.ready])
    drafts = _drafts(site, words, rolls, count)
    while batch := list(itertools.islice(drafts, BATCH)):
        with transaction.atomic():
            _write_pages(batch, site, rolls)
            _write_terms(batch, terms, rolls)
            _write_entries(batch, rolls)
    for parent in [*site.parents.values(), site.members]:
        Page.objects.filter(pk=parent.pk).update(numchild=Page.objects.child_of(parent).count())
    # The worker need not compute all events again.
    zone_rules.note()
    site_version.invalidate()


def _drafts(site: Site, words: dict[str, Words], rolls: random.Random, count: int) -> Iterator[Draft]:
    models, weights = zip(*KINDS, strict=True)
    places: Counter[str] = Counter({parent.path: 1 for parent in site.parents.values()})
    key = max(page.pk for page in site.first.values())
    # The page that the next translation is one of, and whether it is private.
    last: dict[type[BasePage], tuple[str, bool]] = {}
    live = 0
    while live < count:
        key, model = key + 1, rolls.choices(models, weights)[0]
        language = words["fr" if rolls.random() < 0.15 else "en"]
        is_translation = language.language == "fr" and model in last and rolls.random() < 0.5
        own = uuid.UUID(int=rolls.getrandbits(128)).hex, rolls.random() < 0.1
        translation_key, is_private = last.pop(model) if is_translation else own
        parent = site.members if is_private else site.parents[model]
        places[parent.path] += 1
        path = parent.path + Page._int2str(places[parent.path]).rjust(Page.steplen, "0")
        is_live = rolls.random() > 0.07
        live += is_live
        text = language.some(rolls, rolls.randint(TEXT // 2, TEXT * 3 // 2))
        text += [COMMON] * (rolls.random() < 0.8) + [RARE] * (rolls.random() < 0.0001)
        if language.language == "en":
            last[model] = own
        title = language.some(rolls, TITLE)
        yield Draft(key, model, language, title, text, is_live, path, translation_key)


def publish(title: str) -> ResourcePage:
    """A page more, as an editor publishes it."""
    index = ResourceIndexPage.objects.get()
    page = ResourcePage(title=title, slug=slugify(title), locale=index.locale, live=False, summary="A summary.")
    page.links = [("link", {"label": "Read the study", "url": "https://example.org/study"})]
    terms = Term.objects.filter(slug__in=["category-1", "region-1", "language-1"])
    page.page_terms = [PageTerm(term=term, sort_order=number) for number, term in enumerate(terms)]
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def _title(draft: Draft) -> str:
    return " ".join([*draft.title, str(draft.key)]).capitalize()


def _write_pages(drafts: list[Draft], site: Site, rolls: random.Random) -> None:
    pages: dict[type[BasePage], Rows] = {model: [] for model in site.first}
    own: dict[type[BasePage], Rows] = {model: [] for model in site.first}
    now = timezone.now()
    for draft in drafts:
        title, days = _title(draft), rolls.randrange(4000)
        same = {"id": draft.key, "path": draft.path, "title": title, "draft_title": title, "slug": f"p{draft.key}"}
        same |= {"live": draft.is_live, "translation_key": draft.translation_key, "url_path": f"/front/p{draft.key}/"}
        same |= {"locale_id": site.locales[draft.words.language], "first_published_at": now - datetime.timedelta(days)}
        pages[draft.model].append(same)
        own[draft.model].append({"page_ptr_id": draft.key} | _own_fields(draft.model, days, rolls))
    for model, first in site.first.items():
        insert("wagtailcore_page", "id", first.pk, pages[model])
        insert(model._meta.db_table, "page_ptr_id", first.pk, own[model])


def _own_fields(model: type[BasePage], days: int, rolls: random.Random) -> dict[str, Any]:
    if model is ResourcePage:
        found: dict[str, Any] = {"year": rolls.randrange(1990, 2027), "has_full_text": rolls.random() < 0.5}
        found |= {"is_peer_reviewed": rolls.random() < 0.3, "identifier": uuid.UUID(int=rolls.getrandbits(128)).hex}
        return found
    if model is EventPage:
        start = timezone.now() + datetime.timedelta(200 - days)
        return {"sort_start_utc": start, "sort_end_utc": start + datetime.timedelta(hours=2), "sort_day": start.date()}
    return {}


def _write_terms(drafts: list[Draft], terms: dict[str, list[Term]], rolls: random.Random) -> None:
    rows = [
        (draft.key, term.pk, 0)
        for draft in drafts
        for name, count in TERMS.items()
        for term in rolls.sample(terms[name], count)
    ]
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {PageTerm._meta.db_table} (page_id, term_id, sort_order) VALUES (%s, %s, %s)"  # noqa: S608
        cursor.executemany(statement, rows)


def _write_entries(drafts: list[Draft], rolls: random.Random) -> None:
    """As `search.indexing.entries` writes them: the same words, values and orders."""
    live = [draft for draft in drafts if draft.is_live]
    kept = {}
    for model, _weight in KINDS:
        kept |= kept_of_all(model, [draft.key for draft in live if draft.model is model])
    kinds = {model: ContentType.objects.get_for_model(model) for model, _weight in KINDS}
    Entry.objects.bulk_create(
        [
            Entry(
                content_type=kinds[draft.model],
                object_id=draft.key,
                language=draft.words.language,
                title=f"{draft.words.indexed(draft.title)} {draft.key}",
                # A number of its own, as a document has that has a DOI.
                names=f"10 1234 {rolls.randrange(10**7)}",
                body=draft.words.indexed(draft.text),
                text=" ".join(draft.text),
                values=kept.get(draft.key, NOTHING).values,
                orders=kept.get(draft.key, NOTHING).orders,
                analyser=ANALYSER,
                written=1,
            )
            for draft in live
        ],
        batch_size=500,
    )


def without_index_of_its_own() -> None:
    """The cluster is asked: SQLite need not index the words too."""
    with connection.cursor() as cursor:
        for act in ("added", "changed", "removed"):
            cursor.execute(f"DROP TRIGGER search_entry_words_{act}")
        cursor.execute("PRAGMA synchronous = OFF")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    without_index_of_its_own()
    begun = time.monotonic()
    build(int(sys.argv[1]))
    print(f"{Entry.objects.count()} entries written in {time.monotonic() - begun:.0f} s", flush=True)
    begun = time.monotonic()
    sync.build()
    print(f"sent to the cluster in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
