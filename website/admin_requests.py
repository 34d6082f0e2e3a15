"""What is typed into addresses and forms of the admin, made sense of before Wagtail reads it.

Wagtail takes a key for a number, a word for a word and a field for one that was sent, and fails where it is not so.
"""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import ResolverMatch, reverse

from core.text.typed_words import plain, without_signs

SEARCHES = ("q", "term")
# What is looked for when nothing but signs was typed: no search at all would show every row as found.
LONE_SIGN = "”"
# Which page of a list. One that is none is left out: the list begins at its beginning.
PAGE_NUMBER = "p"
# Which row. Several may be given; one that is empty was not given.
KEYS = "id parent_page_id target_pages[] childOf collection_id position".split()
KEYS_IN_FORMS = "collection new_parent_page revision_id overwrite_revision_id loaded_revision_id".split()
# “All of them”, where a person ticked everything.
ALL = "all"
# Keys of 64 bits; each database of ours bears as much.
LONGEST = 18
# The number of a block's kind is no key of a row.
WITHOUT_KEYS = {"wagtailadmin_block_preview"}
# Looks at its own words.
OWN_WORDS = {"same_resources"}
# What a form cannot be read without, where Wagtail does not ask whether it was sent.
NEEDED = {
    "wagtailadmin_choose_page_external_link": ("external-link-chooser-url",),
    "wagtailredirects:process_import": ("import_file_name", "input_format"),
}


class AdminRequests:
    """A key that is none finds nothing, searches lose the signs of engines, and half a form is said to be one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Iterable[str], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (
            match is None
            or match.view_name in OWN_WORDS
            or not request.path_info.startswith(reverse("wagtailadmin_home"))
        ):
            return None
        _check_numbers(str(part) for part in [*args, *kwargs.values()])
        _clean_address(request, match)
        return _problem_of_form(request, match) if request.method == "POST" else None


def _clean_address(request: HttpRequest, match: ResolverMatch) -> None:
    if match.view_name not in WITHOUT_KEYS:
        _check_keys(request.GET, KEYS)
    cleaned = _with_page_number(request.GET.copy())
    _check_numbers(value for name in cleaned if name not in SEARCHES for value in cleaned.getlist(name))
    for name in KEYS:
        if cleaned.get(name) == "":
            cleaned.setlist(name, [value for value in cleaned.getlist(name) if value])
    for name in SEARCHES:
        if name in cleaned:
            typed = plain(cleaned[name])
            cleaned[name] = without_signs(typed) or (LONE_SIGN if typed else "")
    if _leads_nowhere(cleaned):
        del cleaned["next"]
    if cleaned != request.GET:
        request.GET = QueryDict(cleaned.urlencode())


def _with_page_number(sent: QueryDict) -> QueryDict:
    if not _are_keys(sent.getlist(PAGE_NUMBER)) or sent.get(PAGE_NUMBER) in {"", ALL}:
        del sent[PAGE_NUMBER]
    return sent


def _problem_of_form(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    _check_keys(request.POST, KEYS_IN_FORMS)
    if _leads_nowhere(request.POST) or not all(name in request.POST for name in NEEDED.get(match.view_name, ())):
        return render(request, "website/admin/half_form.html", status=400)
    return None


def _check_keys(sent: QueryDict, names: Iterable[str]) -> None:
    if not all(_are_keys(sent.getlist(name)) for name in names):
        raise Http404


def _check_numbers(values: Iterable[str]) -> None:
    """Filters take numbers for keys too."""
    if any(value.isdecimal() and len(value) > LONGEST for value in values):
        raise Http404


def _are_keys(values: Iterable[str]) -> bool:
    return all(
        value in {"", ALL} or (value.isascii() and value.isdecimal() and len(value) <= LONGEST) for value in values
    )


def _leads_nowhere(sent: QueryDict) -> bool:
    """Where to go afterwards is an address. Django would look for a view of any other name."""
    target = sent.get("next", "")
    return target != "" and not target.startswith(("/", "http://", "https://"))
