"""The search page and its JSON, which ask the engine; and the feed and the JSON of every list."""

from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.addresses import address_of, prepare_addresses
from core.i18n.languages import DEFAULT, current, regional
from core.prefetch import attach_terms
from core.text.typed_words import plain
from core.visibility import STRANGER
from search import kinds
from search.engine import lists_for, search
from search.filters import Filters
from search.insight.asked_words import asked_of
from search.insight.middleware import tell
from search.listing import ListingPage
from search.lists.feeds import feed_response
from search.lists.list_json import ignored, json_response
from search.lists.narrowing import Narrowing, filters_of
from search.lists.selection import page_number
from search.lists.site_facets import SECTION, YEAR
from search.named_things import NamedThing, named_things
from search.offers.crisis import CrisisHelp, crisis_help
from search.offers.understood_words import offers
from search.offers.while_typing import Suggestion, suggestions
from search.results import PAGE_SIZE, Hit, SearchQuery, SearchResult
from website.page_cache import cached_page, valid_until
from website.routes import route_of

Response = TypeVar("Response", bound=HttpResponse)
# Administrators have every permission on the tables of search.
MAY_ASK_WHY = "search.view_entry"


class Tab(NamedTuple):
    """A kind of results, with how many there are."""

    label: str
    total: int
    query: str
    is_current: bool


@cached_page("q", "kind", "page", SECTION, YEAR)
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything on the site that holds the words. Any input answers with a page."""
    text = plain(request.GET.get("q"))
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds.models_by_kind() else ""
    question = _question(request, text, kind, page_number(request.GET.get("page", "")) or 1)
    answer = search(question)
    narrowing = Narrowing(question, answer, question.filters or filters_of(request.GET, request.user))
    _prepare(answer)
    valid_until(request, answer.valid_until)
    help_shown = crisis_help(request.user, text, answer.words.text)
    is_first = answer.page == 1 and not kind and not narrowing.is_narrowed
    named = named_things(answer.words, request.user) if is_first else []
    # The first page of words alone: filters and further pages are the same question.
    noted = asked_of(text, current(), answer.words.text) if set(request.GET) == {"q"} else None
    context = {
        # The frame asks for it: this is no page of the tree.
        "page": None,
        "asked": text,
        "kind": kind,
        "answer": answer,
        "help": help_shown,
        "narrowing": narrowing,
        "everywhere": urlencode({"q": text}),
        "offers": offers(text, request.user) if is_first else [],
        "page_obj": Paginator(range(answer.total), PAGE_SIZE).get_page(answer.page),
        "tabs": tabs(narrowing.filters, kind, answer),
        "named": named,
        "noted": noted,
        "lists": [] if answer.total else lists_for(request.user),
    }
    response = render(request, "search/search.html", context)
    tell(response, noted, found_nothing=not (answer.total or answer.promoted or named))
    return _kept_by_nobody(response, help_shown)


@cached_page("q", "kind", "lang", "page", SECTION, YEAR)
def search_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON: total, results of one page, and how many there are of each kind."""
    kind, language = request.GET.get("kind", ""), request.GET.get("lang", "") or DEFAULT
    number = page_number(request.GET.get("page", "") or "1")
    with override(language if language in dict(settings.LANGUAGES) else DEFAULT):
        if kind and kind not in kinds.models_by_kind():
            return _refused(_("There is no such kind. Known are: %s.") % ", ".join(kinds.models_by_kind()))
        if language not in dict(settings.LANGUAGES):
            return _refused(_("There is no such language. Known are: %s.") % ", ".join(dict(settings.LANGUAGES)))
        if not number:
            return _refused(_("The page must be a number from 1 up."))
        text = plain(request.GET.get("q"))
        question = _question(request, text, kind, number)
        answer = search(question)
        valid_until(request, answer.valid_until)
        help_shown = crisis_help(request.user, text, answer.words.text)
        named = named_things(answer.words, request.user) if number == 1 and not kind else []
        found = (_help_as_json(help_shown) if help_shown else {}) | _as_json(answer) | _named_as_json(named)
        found |= ignored(question.filters) if question.filters else {}
        return _kept_by_nobody(JsonResponse(found), help_shown)


def _kept_by_nobody(response: Response, help_shown: CrisisHelp | None) -> Response:
    """What somebody in a crisis asked stays in no memory, neither here nor in the browser."""
    if help_shown:
        patch_cache_control(response, private=True, no_store=True)
    return response


@cached_page("q")
def search_suggestions(request: HttpRequest) -> JsonResponse:
    """What the words may become, while they are typed; in the language of the address."""
    found = suggestions(plain(request.GET.get("q")), request.user)
    return JsonResponse({"suggestions": [_suggestion_as_json(one) for one in found]})


def _suggestion_as_json(one: Suggestion) -> dict[str, str]:
    language = {"lang": regional(one.language)} if one.language not in {"", current()} else {}
    return {"label": one.label, "kind": one.kind, "url": one.url} | language


def _question(request: HttpRequest, text: str, kind: str, number: int) -> SearchQuery:
    # Of a stranger the page cache takes the parameter away; who is signed in has answers of their own.
    explain = request.GET.get("why") == "1" and request.user.has_perm(MAY_ASK_WHY)
    kinds_asked, filters = (kind,) if kind else (), filters_of(request.GET, request.user)
    return SearchQuery(text, kinds_asked, filters=filters, user=request.user, page=number, explain=explain)


def _refused(message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=400)


def _prepare(answer: SearchResult) -> None:
    pages = attach_terms(hit.page for hit in answer.all_hits)
    prepare_addresses(pages)


def _as_json(answer: SearchResult) -> dict[str, Any]:
    _prepare(answer)
    results = [_hit_as_json(hit) | {"promoted": True} for hit in answer.promoted]
    results += [_hit_as_json(hit) for hit in answer.items]
    found = {"total": answer.total, "page": answer.page, "pages": answer.pages, "results": results}
    found["all_words"] = answer.total_of_all_words
    if answer.corrections:
        found["corrections"] = [{"typed": typed, "read": word} for typed, word in answer.corrections]
    if answer.nearest:
        found["nearest"] = [_hit_as_json(hit) for hit in answer.nearest]
    if answer.also_near:
        found["also_near"] = [_hit_as_json(hit) for hit in answer.also_near]
    return (
        found
        | {"facets": {"kind": answer.by_kind, **answer.values}}
        | ({"degraded": True} if answer.is_degraded else {})
    )


def _help_as_json(shown: CrisisHelp) -> dict[str, Any]:
    text, page = shown.text, shown.page
    found = {"title": _("If you need help now"), "text": text.crisis_sentence if text else ""}
    return {"help": found | {"url": address_of(page) if page else None}}


def _named_as_json(named: list[NamedThing]) -> dict[str, Any]:
    found = [{"kind": one.kind, "name": one.name, "url": one.url, "note": one.note} for one in named]
    return {"named": found} if found else {}


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    part = hit.part
    found = {"kind": part.kind, "group": part.group, "id": part.anchor} if part else None
    url = address_of(hit.page) + (f"#{part.anchor}" if part else "")
    note = {"note": hit.page.hit_note} if hit.page.hit_note else {}
    return {"kind": hit.kind, "title": hit.page.title, "url": url, "excerpt": hit.plain_excerpt, "part": found} | note


def tabs(filters: Filters, kind: str, answer: SearchResult) -> list[Tab]:
    """A tab for all, and one for each kind that has results or was chosen. Filters stay as they are."""
    if not answer.by_kind:
        return []
    found = [Tab(_("All"), answer.total_of_all_kinds, _query(filters), not kind)]
    for one in kinds.models_by_kind():
        if answer.by_kind.get(one) or one == kind:
            found.append(Tab(kinds.label(one), answer.by_kind.get(one, 0), _query(filters, one), one == kind))
    return found


def _query(filters: Filters, kind: str = "") -> str:
    made = QueryDict(filters.query(filters.chosen), mutable=True)
    made.pop("kind", None)
    made.update({"kind": kind} if kind else {})
    return made.urlencode()


# Below the address of every list


@route_of("search.ListingPage", "feed/")
def feed(page: ListingPage, request: HttpRequest) -> HttpResponse:
    """The list as an Atom feed, with the filters of the address. For machines: what a stranger may see."""
    return feed_response(page.listing(request, STRANGER))


# Wagtail adds the slash while it looks for the route; the address has none.
@route_of("search.ListingPage", "list.json/")
def list_json(page: ListingPage, request: HttpRequest) -> HttpResponse:
    """The list as JSON, for who asks: what this person may see."""
    return json_response(page.listing(request))
