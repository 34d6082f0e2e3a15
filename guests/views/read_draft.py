"""The draft as it will look, for one person who has no account: with what they may say about it.

Reading changes nothing, as programs that look through mail follow every link: all that is said is sent by a button.
"""

from typing import Any, NamedTuple, TypeVar

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Revision

from core.i18n.instants import in_words
from core.visibility import STRANGER, may_see
from files.access import PICTURES
from guests import drafts
from guests.drafts import FRAME, State
from guests.forms import AnswerForm, CommentForm, WordForm
from guests.inviting import opened_by
from guests.models import GuestLink, GuestWord
from guests.saying import ChangedMeanwhile, Closed, say
from users.throttle import address_in, count

Kind = GuestWord.Kind
Answer = TypeVar("Answer", bound=HttpResponseBase)
# Of one link, and of one sender: somebody who comments on every part says less in an hour.
MOST_WORDS, HOUR = 60, 60 * 60


class Shown(NamedTuple):
    """One version of the draft, drawn, and the headings in it."""

    link: GuestLink
    page: Page
    revision: Revision
    version: str
    look: str
    places: list[str]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_draft(request: HttpRequest, token: str) -> HttpResponse:
    return _unlisted(_read_draft(request, token))


def _unlisted(response: Answer) -> Answer:
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _read_draft(request: HttpRequest, token: str) -> HttpResponse:
    link = opened_by(token)
    if link is None:
        return TemplateResponse(request, "guests/no_link.html", {}, status=404)
    page = link.page
    state = drafts.state_of(page)
    if page is None or state != State.DRAFT:
        return _what_became_of_it(request, page, state)
    shown = _shown(link, page.specific)
    if shown is None:
        return _what_became_of_it(request, None, State.GONE)
    if request.method == "POST":
        return _take_words(request, shown)
    return _draw(request, shown, {})


def _what_became_of_it(request: HttpRequest, page: Page | None, state: State) -> HttpResponse:
    is_live = state == State.LIVE and page is not None and may_see(page, STRANGER)
    context = {"live": page.specific if page and is_live else None}
    return TemplateResponse(request, "guests/no_draft.html", context, status=200 if is_live else 410)


def _shown(link: GuestLink, page: Page) -> Shown | None:
    revision = drafts.newest(page)
    look = drafts.look_of(revision, link) if revision else None
    if revision is None or look is None:
        return None
    return Shown(link, page, revision, drafts.version_in(revision), look, drafts.places_in(look))


def _take_words(request: HttpRequest, shown: Shown) -> HttpResponse:
    kind = request.POST.get("action", "")
    if kind not in _may_say(shown.link):
        return _draw(request, shown, {"refusal": _("Nothing was sent. Please press one of the buttons.")}, 400)
    form: WordForm = _comment_form(shown, request) if kind == Kind.COMMENT else AnswerForm(kind, request.POST)
    given = {"comment_form" if kind == Kind.COMMENT else "answer_form": form}
    if _too_often(request, shown.link):
        words = _("That was a lot in an hour. Please send it again later: your words are still here.")
        return _draw(request, shown, given | {"refusal": words}, 429)
    if not form.is_valid():
        return _draw(request, shown, given)
    try:
        place = form.cleaned_data.get("place", "")
        say(shown.link, kind, form.cleaned_data["version"], form.cleaned_data["words"], place)
    except ChangedMeanwhile:
        words = _("The page was changed while you read. This is the new version; your words are not sent yet.")
        return _draw(request, shown, given | {"refusal": words}, 409)
    except Closed:
        return HttpResponseRedirect(request.path)
    return HttpResponseRedirect(f"{request.path}?said={kind}#what-you-say")


def _may_say(link: GuestLink) -> set[str]:
    return set(Kind.values) if link.may_decide else {Kind.COMMENT.value}


def _comment_form(shown: Shown, request: HttpRequest | None = None) -> CommentForm:
    return CommentForm(shown.places, request.POST if request else None)


def _too_often(request: HttpRequest, link: GuestLink) -> bool:
    of_link = count("guest-words", str(link.pk), HOUR) > MOST_WORDS
    return count("guest-words-from", address_in(request), HOUR) > MOST_WORDS or of_link


def _draw(request: HttpRequest, shown: Shown, more: dict[str, Any], status: int = 200) -> HttpResponse:
    """The words around the draft are in the reader's language, the draft in its own."""
    said = request.GET.get("said", "")
    context = {
        "link": shown.link,
        "version": shown.version,
        "saved": in_words(shown.revision.created_at),
        "until": in_words(shown.link.expires_at),
        "words": drafts.heard(shown.link.words.all(), shown.page),
        "said": said if said in _may_say(shown.link) and request.method == "GET" else "",
        "refusal": "",
        "comment_form": _comment_form(shown),
        "answer_form": AnswerForm("") if shown.link.may_decide else None,
    } | more
    look = shown.look
    for part, mark in FRAME._asdict().items():
        look = look.replace(mark, render_to_string(f"guests/{part}.html", context, request), 1)
    return HttpResponse(look, status=status)


@never_cache
@require_safe
def guest_picture(request: HttpRequest, token: str, signature: str, name: str) -> FileResponse:
    """A picture that stands in the draft, as long as the link is open."""
    link = opened_by(token)
    kind = PICTURES.get(name[name.rfind(".") :].lower())
    if link is None or kind is None or not drafts.is_shown_to(link, name, signature):
        raise Http404
    if drafts.state_of(link.page) != State.DRAFT:
        raise Http404
    try:
        opened = default_storage.open(f"images/{name}")
    except (OSError, ValueError) as error:
        raise Http404 from error
    answer = FileResponse(opened, content_type=kind)
    return _unlisted(answer)
