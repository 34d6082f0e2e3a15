"""Whether a resource is there already: known by its DOI, by where it is read, or by nearly the same title.

Used while an editor types, before a resource goes live, and for each row of an import.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.apps import apps
from django.db.models import Count, F, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from wagtail.models import Locale, Page, Revision

from core.going_live import Problem
from resources.duplicates.title_matching import Title

# Addresses

# What newsletters and social networks add to an address, and the pages that a folder shows by itself.
_TRACKING = re.compile(
    r"(utm_.*|mc_[ce]id|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|igshid|_ga|_gl|_hs.*|mkt_tok|s_cid|vero_id|oly_.*)",
    re.IGNORECASE,
)
_FOLDER_PAGE = re.compile(r"/(index|default)\.(html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
DOI_ADDRESS = "https://doi.org/"
_DOI_HOSTS = {"doi.org", "dx.doi.org", "www.doi.org", "www.dx.doi.org"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# Titles less alike than this are not looked at word by word.
_ALIKE = 84
# Resources that a warning names, when many look the same.
MOST_NAMED = 3
# Changes after which everything is read anew, so that what is past does not pile up.
MOST_CHANGES = 5_000
_PORTS = {"http": 80, "https": 443}


def normal_doi(text: str) -> str:
    """The DOI itself, in lower case: without an address or “doi:” in front of it. Empty if it is none."""
    text = unquote(re.sub(r"^\s*(https?://|www\.|(dx\.)?doi\.org/|doi\b:?|\s)*", "", text or "", flags=re.IGNORECASE))
    text = text.partition("?")[0].partition("#")[0].strip().rstrip(".,;")
    return text.lower() if _DOI.fullmatch(text) else ""


def normal_address(url: str) -> str:
    """One form for all addresses that lead to the same. Empty for what is no address of the web."""
    text = (url or "").strip()
    if re.match(r"[\w+.-]+:(?!//|\d)", text):
        return ""
    if "://" not in text[:10]:
        text = f"https://{text.removeprefix('//')}"
    try:
        split = urlsplit(text)
        port = split.port
    except ValueError:
        return ""
    host = _host(split.hostname or "")
    if split.scheme not in _PORTS or "." not in host:
        return ""
    if host in _DOI_HOSTS:
        return DOI_ADDRESS + (normal_doi(split.path.lstrip("/")) or split.path.strip("/"))
    at = f":{port}" if port and port != _PORTS[split.scheme] else ""
    fragment = f"#{split.fragment}" if split.fragment[:1] in {"!", "/"} else ""
    return f"https://{host.removeprefix('www.')}{at}{_path(split.path)}{_query(split.query)}{fragment}"


def _host(name: str) -> str:
    try:
        return name.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return name.rstrip(".").lower()


def _path(path: str) -> str:
    """Each letter written one way; without the slash at the end or the name of a folder's own page."""
    kept: list[str] = []
    for part in _FOLDER_PAGE.sub("", path).split("/"):
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(quote(unquote(part), safe="~!$&'()*+,;=:@"))
    return "/" + "/".join(kept).strip("/") if any(kept) else ""


def _query(query: str) -> str:
    pairs = sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    return f"?{urlencode(pairs)}" if pairs else ""


# What is known


class Match(NamedTuple):
    """A resource that may be the same, and by what one knows."""

    page_pk: int
    title: str
    why: str


# One state of a resource: its key, and the how-many-th reading of it this was.
_State = tuple[int, int]


class _Group:
    """Titles with the same numbers: only these can be alike."""

    def __init__(self) -> None:
        self.titles: list[Title] = []
        self.sorted: list[str] = []
        self.states: list[_State] = []

    def add(self, state: _State, title: Title) -> None:
        self.titles.append(title)
        self.sorted.append(title.sorted)
        self.states.append(state)

    def like(self, title: Title) -> Iterator[_State]:
        found = process.extract(
            title.sorted, self.sorted, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE, limit=None
        )
        for *__, place in found:
            if self.titles[place].is_like(title):
                yield self.states[place]


class DuplicateIndex:
    """All resources by DOI, address and title. What is added is found from then on: the rows of an import."""

    def __init__(self) -> None:
        self.titles: dict[int, str] = {}
        # What a resource and its translations share.
        self.keys: dict[int, Any] = {}
        self.readings: dict[int, int] = {}
        self.by_address: dict[str, list[_State]] = {}
        self.by_squeezed: dict[tuple[str, tuple[str, ...]], list[_State]] = {}
        self.by_numbers: dict[tuple[str, ...], _Group] = {}

    @classmethod
    def load(cls, locale: Locale | None = None) -> Self:
        """Every resource, as it is live and as it is in its newest draft; of one language if you like."""
        known, pages = cls(), _resources()
        known.read(pages.filter(locale=locale) if locale else pages)
        return known

    def read(self, pages: QuerySet) -> None:
        """Add these pages, or what has become of them."""
        rows = pages.annotate(raw=Cast("links", TextField())).order_by("pk")
        for pk, title, doi, links, key in rows.values_list("pk", "title", "doi", "raw", "translation_key"):
            self.readings[pk] = self.readings.get(pk, 0) + 1
            self.keys[pk] = key
            self.add(pk, title, doi, addresses_in(links))
        changed = pages.filter(has_unpublished_changes=True).values("latest_revision")
        fields = (F("content__title"), F("content__doi"), F("content__links"))
        drafts = Revision.page_revisions.filter(pk__in=changed).values_list("object_id", *fields)
        for pk, title, doi, links in drafts:
            self.add(int(pk), title or "", doi or "", addresses_in(links))

    def add(self, pk: int, title: str, doi: str = "", addresses: Iterable[str] = ()) -> None:
        """One resource, or another state of it."""
        self.titles[pk] = title
        self.keys.setdefault(pk, pk)
        state = (pk, self.readings.setdefault(pk, 0))
        for address in _all_addresses(doi, addresses):
            self.by_address.setdefault(address, []).append(state)
        like = Title.of(title)
        if like.words or like.numbers:
            self.by_squeezed.setdefault((like.squeezed, like.numbers), []).append(state)
            self.by_numbers.setdefault(like.numbers, _Group()).add(state, like)

    def same_as(
        self, doi: str = "", addresses: Iterable[str] = (), title: str = "", but: int | None = None
    ) -> list[Match]:
        """Resources that may be the same, the surest first, each once. `but` and its translations are left out."""
        found: dict[int, str] = {}
        # Any DOI before any other address.
        for address in sorted(_all_addresses(doi, addresses), key=lambda one: not one.startswith(DOI_ADDRESS)):
            why = "doi" if address.startswith(DOI_ADDRESS) else "address"
            for pk in self._present(self.by_address.get(address, [])):
                found.setdefault(pk, why)
        for pk in self._present(self._with_title(title)):
            found.setdefault(pk, "title")
        own = self.keys.get(but) if but is not None else None
        return [Match(pk, self.titles[pk], why) for pk, why in found.items() if own is None or self.keys[pk] != own]

    def one_each(self, matches: Iterable[Match]) -> list[Match]:
        """Each resource once, not once for each language; the first of them."""
        found: dict[Any, Match] = {}
        for match in matches:
            found.setdefault(self.keys[match.page_pk], match)
        return list(found.values())

    def _present(self, states: Iterable[_State]) -> Iterator[int]:
        """Without what was read of a page before it changed."""
        return (pk for pk, reading in states if self.readings[pk] == reading)

    def _with_title(self, title: str) -> Iterator[_State]:
        asked = Title.of(title)
        if not asked.words and not asked.numbers:
            return
        yield from self.by_squeezed.get((asked.squeezed, asked.numbers), [])
        if group := self.by_numbers.get(asked.numbers):
            yield from group.like(asked)


def _resources() -> QuerySet:
    return apps.get_model("resources.ResourcePage").objects.all()


class _Memory:
    """What this process knows, and of which state of the database."""

    lock = threading.Lock()
    known = DuplicateIndex()
    state: dict[str, Any] = {}
    changes = 0


def present() -> DuplicateIndex:
    """All resources as they are now. After the first time only those are read that were saved since."""
    pages = _resources()
    state = pages.aggregate(
        count=Count("pk"), newest=Max("pk"), saved=Max("latest_revision_created_at"), live=Max("last_published_at")
    )
    with _Memory.lock:
        if state != _Memory.state:
            _learn(pages, _Memory.state, state)
            _Memory.state = state
    return _Memory.known


def _learn(pages: QuerySet, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Read what changed; everything the first time, and when resources went away."""
    grew = all(before.get(name) and now[name] and before[name] <= now[name] for name in now)
    if grew and _Memory.changes < MOST_CHANGES:
        new = Q(pk__gt=before["newest"])
        if before["count"] + pages.filter(new).count() == now["count"]:
            saved = Q(latest_revision_created_at__gte=before["saved"]) | Q(last_published_at__gte=before["live"])
            changed = pages.filter(new | saved)
            _Memory.changes += changed.count()
            _Memory.known.read(changed)
            return
    _Memory.known, _Memory.changes = DuplicateIndex.load(), 0


def same_documents(page: Page) -> Iterator[Problem]:
    """What a person should look at before the resource goes live: it may be there already."""
    words = {
        "doi": ("doi", _("“%(title)s” has the same DOI.")),
        "address": ("links", _("“%(title)s” leads to the same address.")),
        "title": ("title", _("“%(title)s” has nearly the same title. Is it the same?")),
    }
    addresses = [block.value.get("url") or "" for block in page.links]
    known = present()
    for match in known.one_each(known.same_as(page.doi, addresses, page.title, but=page.pk))[:MOST_NAMED]:
        # The same title to the letter is named by the rules of all pages.
        if match.why != "title" or match.title.strip().lower() != page.title.strip().lower():
            field, sentence = words[match.why]
            yield Problem(field, sentence % {"title": match.title})


def _all_addresses(doi: str, addresses: Iterable[str]) -> list[str]:
    found = [f"{DOI_ADDRESS}{normal_doi(doi)}" if normal_doi(doi) else "", *map(normal_address, addresses)]
    return list(dict.fromkeys(filter(None, found)))


def addresses_in(links: Any) -> list[str]:
    """The addresses of other sites in the links of a resource, as the database keeps them."""
    if not links or '"url"' not in (links if isinstance(links, str) else json.dumps(links)):
        return []
    blocks = json.loads(links) if isinstance(links, str) else links
    # A revision holds the stream as text inside its own text.
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    values = (block.get("value") for block in blocks if isinstance(block, dict))
    return [value["url"] for value in values if isinstance(value, dict) and value.get("url")]
