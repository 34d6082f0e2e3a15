"""Makes the pages of the demo site, in English and, a third of them, in French."""

import datetime
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.models import PageTerm, RelatedPage
from events.models import EventPage, WebinarSeriesPage, WebinarSummaryPage
from home.demo import fields
from home.demo.content import ItemList, Stream, in_french, mixed, read, resources, rich
from home.demo.directory_data import VOCABULARIES
from home.demo.event_fields import event_values
from home.demo.fields import Item, World
from home.demo.index_pages import INDEXES
from home.demo.network_fields import network_values
from home.demo.resource_fields import resource_values
from home.demo.translated_pages import translate
from home.demo.webinar_fields import series_values, summary_values
from home.models import HomePage, StandardPage
from moderation.submission import submit
from networks.models import NetworkPage
from resources.models import ResourcePage

Values = Callable[[Item], Item]


class Maker:
    """Makes what is not there yet. `staff` are the people in whose name pages are written and approved."""

    def __init__(self, world: World, staff: dict[str, Any]) -> None:
        self.world = world
        self.editor, self.administrator, self.translator = (
            staff[name] for name in ("editor", "administrator", "translator")
        )
        self.english = Locale.objects.get(language_code="en")
        self.french, _made = Locale.objects.get_or_create(language_code="fr")

    def run(self) -> None:
        home = self._home()
        indexes = {
            slug: self._page(home, model, {"slug": slug, "menu": True, **item}, no_fields)
            for slug, (model, item) in INDEXES.items()
        }
        for item in read("network")["standard_pages"]:
            self._page(home, StandardPage, item, lambda row: {"body": fields.body(row["key"], "body", row["body"])})
        for item in read("network")["pages"]:
            parent = self.world.pages.get(item.get("parent") or "", indexes["network"])
            self._page(parent, NetworkPage, item, partial(network_values, self.world))
        for item in read("webinars")["series"]:
            self._page(indexes["webinars"], WebinarSeriesPage, item, lambda row: series_values(self.world, row))
        for item in resources():
            self._page(indexes["resources"], ResourcePage, item, lambda row: resource_values(self.world, row))
        for item in events():
            self._page(indexes["events"], EventPage, item, partial(event_values, self.world))
        for item in read("webinars")["summaries"]:
            parent = self.world.pages.get(item.get("series") or "", indexes["webinars"])
            self._page(parent, WebinarSummaryPage, item, lambda row: summary_values(self.world, row))
        self._relate()
        self._fill_home(home)
        self._fill_landing(indexes["network"])

    # One page

    def _page(self, parent: Page, model: type[Page], item: Item, values: Values) -> Page:
        key = item["slug"]
        present = parent.get_children().filter(slug=key).first()
        if present:
            self.world.pages[key] = present.specific
            return present.specific
        item = {"key": key, **item}
        page = model(
            title=item["title"],
            slug=key,
            lead=item.get("lead", ""),
            locale=self.english,
            live=False,
            owner=self.editor,
            show_in_menus=bool(item.get("menu")),
            image=self.world.pictures.get(key),
            **self._linked(values(item)),
        )
        page.page_terms = [PageTerm(term=term, sort_order=at) for at, term in enumerate(self._terms(item))]
        parent.add_child(instance=page)
        self.world.pages[key] = page
        self._bring_out(page, item)
        if "fr" in item and page.live:
            self._french(page, item, values)
        return page

    def _terms(self, item: Item) -> Iterator[Any]:
        seen = set()
        for name, vocabulary in {**VOCABULARIES, "type": "type", "languages": "language"}.items():
            slugs = item.get(name) or []
            for slug in [slugs] if isinstance(slugs, str) else slugs:
                term = self.world.terms[vocabulary, slug]
                if term.pk not in seen:
                    seen.add(term.pk)
                    yield term

    def _bring_out(self, page: Page, item: Item) -> None:
        status = "members-only" if item.get("members_only") else item.get("status", "live")
        revision = page.save_revision(user=self.editor)
        if status == "members-only":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        if status in {"live", "members-only"}:
            revision.publish(user=self.administrator)
            page.refresh_from_db()
            self._date_back(page, item)
        elif status == "in-review":
            submit(page, self.editor)

    def _date_back(self, page: Page, item: Item) -> None:
        """As if it had been published in its time, not all in this minute."""
        offset = item.get("day")
        days = sum(map(ord, item["key"])) % 400 + 2
        if offset is not None:
            days = 21 - offset if offset < 0 and isinstance(page, EventPage) else max(-offset - 7, days % 30 + 2)
        instant = timezone.now() - datetime.timedelta(days=days)
        Page.objects.filter(pk=page.pk).update(first_published_at=instant, last_published_at=instant)

    def _french(self, page: Page, item: Item, values: Values) -> None:
        french = in_french(item)
        words = {"title": french["title"], "slug": french["slug"], "lead": french.get("lead", "")}
        words |= self._linked(values(french))
        translate(page, words, self.french, self.translator, publish=True)

    # The front page

    def _home(self) -> HomePage:
        site = Site.objects.get(is_default_site=True)
        if isinstance(site.root_page.specific, HomePage):
            return site.root_page.specific
        words = read("network")["home"]["en"]
        home = HomePage(
            title=words["title"],
            slug="lantern",
            headline=words["headline"],
            lead=words["lead"],
            locale=self.english,
            owner=self.editor,
            live=False,
        )
        Page.objects.get(depth=1).add_child(instance=home)
        home.save_revision(user=self.editor).publish(user=self.administrator)
        old = site.root_page
        site.root_page, site.site_name, site.hostname = home, "Lantern Network", "127.0.0.1"
        site.save()
        old.get_descendants(inclusive=False).exists() or old.delete()
        translate(home, {"title": "Réseau Lanterne", "slug": "lanterne"}, self.french, self.translator, publish=True)
        home.refresh_from_db()
        return home

    def _fill_home(self, home: HomePage) -> None:
        if home.sections:
            return
        words = read("network")["home"]
        for name, value in self._home_values(words["en"], ENGLISH_HEADINGS).items():
            setattr(home, name, value)
        home.save_revision(user=self.editor).publish(user=self.administrator)
        home.refresh_from_db()
        french = words["fr"]
        values = {name: french[name] for name in ("title", "headline", "lead")} | {"slug": "lanterne"}
        translate(home, values | self._home_values(french, FRENCH_HEADINGS), self.french, self.translator, publish=True)

    def _home_values(self, words: Item, headings: list[str]) -> Item:
        pages = self.world.pages
        ways = [
            {"page": pages[slug].pk, "url": "", "document": None, "label": row["label"], "note": row["note"]}
            for slug, row in zip(("events", "resources", "network"), words["ways"], strict=True)
        ]
        groups = ["complex-care-network", "families-and-friends-network", "rural-and-remote-table"]
        sections = [
            ("next_events", {"heading": headings[0], "count": 3}),
            ("latest_summaries", {"heading": headings[1], "count": 3}),
            ("findings_drawing", {"heading": headings[2], "text": headings[3], "vocabulary": "population"}),
            (
                "term_map",
                {"heading": headings[5], "text": headings[6], "counted": "resources", "vocabulary": "region"},
            ),
            ("members", {"heading": headings[7], "text": ""}),
            ("pages", {"heading": headings[4], "pages": ItemList(pages[slug].pk for slug in groups)}),
            (
                "call_to_action",
                {
                    "page": pages["how-to-join"].pk,
                    "url": "",
                    "document": None,
                    "heading": words["cta"]["title"],
                    "text": words["cta"]["text"],
                    "label": words["cta"]["label"],
                },
            ),
        ]
        return {
            "ways": Stream("home", "ways", "way").of(ways),
            "sections": mixed("home", "sections", sections),
        }

    def _fill_landing(self, index: Page) -> None:
        if index.purpose:
            return
        words = read("network")["landing"]
        for name, value in self._landing_values(words["en"]).items():
            setattr(index, name, value)
        index.save_revision(user=self.editor).publish(user=self.administrator)
        index.refresh_from_db()
        french = in_french({"key": "network", "slug": "network", **INDEXES["network"][1]})
        values = {name: french[name] for name in ("title", "slug", "lead")} | self._landing_values(words["fr"])
        translate(index, values, self.french, self.translator, publish=True)

    def _landing_values(self, words: Item) -> Item:
        join = words["join"]
        call = {"heading": join["title"], "text": join["text"], "label": join["label"], "url": "", "document": None}
        page = self.world.pages["how-to-join"].pk
        return {
            "purpose": rich(words["purpose"]),
            "join": Stream("network", "join", "call").of([call | {"page": page}]),
        }

    def _linked(self, values: Item) -> Item:
        """In the texts, a link to `page:slug` leads to a page of the demo that was made before."""
        return {name: self._with_links(value) if isinstance(value, str) else value for name, value in values.items()}

    def _with_links(self, text: str) -> str:
        def link(found: re.Match[str]) -> str:
            sign, slug = found.groups()
            return f"linktype={sign}page{sign} id={sign}{self.world.pages[slug].pk}{sign}"

        return re.sub(r'href=(\\?")page:([\w-]+)\\?"', link, text)

    # What belongs together

    def _relate(self) -> None:
        for item in resources():
            self._link(item["slug"], [(row["slug"], row["kind"]) for row in item.get("related") or []])
        for item in read("webinars")["summaries"]:
            self._link(item["slug"], [(slug, "about") for slug in item.get("resources") or []])

    def _link(self, slug: str, wanted: list[tuple[str, str]]) -> None:
        page = self.world.pages[slug]
        if not wanted or not page.live or page.related_pages.exists():
            return
        page.related_pages = [
            RelatedPage(related=self.world.pages[other], kind=kind, sort_order=at)
            for at, (other, kind) in enumerate(wanted)
        ]
        published = page.first_published_at
        page.save_revision(user=self.editor).publish(user=self.administrator)
        Page.objects.filter(pk=page.pk).update(last_published_at=published)


ENGLISH_HEADINGS = [
    "Coming up",
    "What was said",
    "What research has found",
    "Each entry says what was found, among whom, and where to read it in full.",
    "Our groups",
    "Across the province",
    "Choose a region to read what was found there.",
    "Who we are",
]
FRENCH_HEADINGS = [
    "À venir",
    "Ce qui s’est dit",
    "Ce que dit la recherche",
    "Chaque fiche dit ce qui a été constaté, auprès de qui et où lire le texte complet.",
    "Nos groupes",
    "Partout dans la province",
    "Choisissez une région pour lire ce qui y a été constaté.",
    "Qui nous sommes",
]


def events() -> list[Item]:
    """The events; one that has a summary takes its day and hours from there, so that both agree."""
    summaries = {item["slug"]: item for item in read("webinars")["summaries"]}
    shared = ("day", "start", "end", "zone", "mode", "attendance")
    return [
        {**item, **{name: summary[name] for name in shared if name in summary}}
        for item in read("events")
        for summary in [summaries.get(item.get("summary") or "", {})]
    ]


def no_fields(item: Item) -> Item:
    """For lists, which have no fields of their own."""
    return {}
