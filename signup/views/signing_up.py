"""The page on which one signs up, below the event or below one of its dates, and the one that says what came of it.

It tells nobody who has signed up already: whoever asks with a mailbox that has a sign-up is answered like anybody else.
"""

import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from events.models import EventPage
from events.models.sign_up_here import SIGN_UP
from events.views import seen_on
from signup.forms import NewSignUpForm
from signup.opening import TAKES_NAMES, Opening, closes_at, opening_of
from signup.openings_of_dates import dates_with_openings
from signup.places import AlreadySignedUp, Given, NotOpen, sign_up
from signup.robots import too_many_for, too_many_from
from signup.visitor_addresses import sign_up_address
from users.throttle import address_in
from website.routes import route_of

READS = {"GET", "HEAD"}
DONE, WAITING = "done/", "waiting/"
MAILBOX = "signed-up-with"
# For how long a form that is sent twice is known, and the mailbox of a person is shown to them once: seconds.
A_WHILE = 10 * 60


@route_of("events.EventPage", SIGN_UP)
def sign_up_page(page: EventPage, request: HttpRequest) -> HttpResponse:
    return _private(_sign_up_page(page, request))


@route_of("events.EventPage", f"<day:day>/{SIGN_UP}")
def sign_up_to_date(page: EventPage, request: HttpRequest, day: datetime.date) -> HttpResponse:
    return _private(_sign_up_page(seen_on(page, day), request))


@route_of("events.EventPage", f"{SIGN_UP}{DONE}")
def signed_up(page: EventPage, request: HttpRequest) -> HttpResponse:
    return _private(_signed_up(page, request, DONE))


@route_of("events.EventPage", f"<day:day>/{SIGN_UP}{DONE}")
def signed_up_to_date(page: EventPage, request: HttpRequest, day: datetime.date) -> HttpResponse:
    return _private(_signed_up(seen_on(page, day), request, DONE))


@route_of("events.EventPage", f"{SIGN_UP}{WAITING}")
def on_waiting_list(page: EventPage, request: HttpRequest) -> HttpResponse:
    return _private(_signed_up(page, request, WAITING))


@route_of("events.EventPage", f"<day:day>/{SIGN_UP}{WAITING}")
def on_waiting_list_of_date(page: EventPage, request: HttpRequest, day: datetime.date) -> HttpResponse:
    return _private(_signed_up(seen_on(page, day), request, WAITING))


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response


def _sign_up_page(event: EventPage, request: HttpRequest) -> HttpResponse:
    if not event.sign_up_here:
        raise Http404
    if request.method == "POST" and not event.is_repeating:
        return _send(event, request)
    if request.method not in READS:
        return HttpResponseNotAllowed([*READS, "POST"])
    if event.is_repeating:
        return _answer(event, request, "signup/choose_date.html", dates=dates_with_openings(event))
    opening = opening_of(event)
    if opening not in TAKES_NAMES:
        return _not_open(event, request, opening)
    return _form(event, request, NewSignUpForm(event), opening)


def _send(event: EventPage, request: HttpRequest) -> HttpResponse:
    opening, form = opening_of(event), NewSignUpForm(event, request.POST)
    if not form.is_valid():
        return _form(event, request, form, opening) if opening in TAKES_NAMES else _not_open(event, request, opening)
    email = form.cleaned_data["email"]
    sent_before = _key_of_outcome(form, email)
    outcome = cache.get(sent_before)
    if outcome is None and (problem := _too_often(request, event, email)):
        form.add_error(None, problem)
        return _form(event, request, form, opening, status=429)
    outcome = outcome or _outcome(event, form.given(email))
    if isinstance(outcome, Opening):
        return _not_open(event, request, outcome)
    cache.set(sent_before, outcome, A_WHILE)
    return _gone_through(event, outcome, email)


def _key_of_outcome(form: NewSignUpForm, email: str) -> str:
    """By which a form is known that is sent twice, as by a second press of the button."""
    sent = f"{form.data['opened']} {email.lower()}"
    return f"sign-up:{sha256(sent.encode()).hexdigest()}"


def _outcome(event: EventPage, given: Given) -> str | Opening:
    """The address that says what came of it, or why nobody can sign up."""
    try:
        return DONE if sign_up(event, given).is_in else WAITING
    except NotOpen as closed:
        return closed.opening
    except AlreadySignedUp:
        # As it would be for anybody else.
        opening = opening_of(event)
    if opening not in TAKES_NAMES:
        return opening
    return DONE if opening == Opening.OPEN else WAITING


def _too_often(request: HttpRequest, event: EventPage, email: str) -> str:
    if too_many_from(address_in(request), event.translation_key):
        return _("Many people have signed up from where you are. Please try again in ten minutes. Nothing is lost.")
    if too_many_for(email, event.translation_key):
        return _(
            "We have written to this e-mail address several times. Please look there, also among unwanted mail, or "
            "try again in an hour."
        )
    return ""


def _gone_through(event: EventPage, outcome: str, email: str) -> HttpResponse:
    address = f"{sign_up_address(event)}{outcome}"
    answer = HttpResponseRedirect(address)
    # Shown once, so that a slip of the finger is seen; it stands in no address.
    rules = {"path": address, "secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    answer.set_signed_cookie(MAILBOX, email, salt=address, max_age=A_WHILE, **rules)
    return answer


def _signed_up(event: EventPage, request: HttpRequest, outcome: str) -> HttpResponse:
    if not event.sign_up_here or event.is_repeating:
        raise Http404
    if request.method not in READS:
        return HttpResponseNotAllowed([*READS])
    address = f"{sign_up_address(event)}{outcome}"
    mailbox = request.get_signed_cookie(MAILBOX, "", salt=address, max_age=A_WHILE)
    answer = _answer(event, request, "signup/signed_up.html", below=outcome, mailbox=mailbox, has_place=outcome == DONE)
    answer.delete_cookie(MAILBOX, path=address, samesite="Lax")
    return answer


def _form(
    event: EventPage, request: HttpRequest, form: NewSignUpForm, opening: Opening, status: int = 200
) -> HttpResponse:
    return _answer(event, request, "signup/sign_up.html", status=status, form=form, opening=opening)


def _not_open(event: EventPage, request: HttpRequest, opening: Opening) -> HttpResponse:
    others = [one for one in dates_with_openings(event.whole) if one.is_open] if event.whole else []
    return _answer(event, request, "signup/not_open.html", opening=opening, dates=others, closed_at=closes_at(event))


def _answer(
    event: EventPage, request: HttpRequest, template: str, status: int = 200, below: str = "", **context: Any
) -> TemplateResponse:
    context |= {"page": event, "below": f"{SIGN_UP}{below}"}
    return TemplateResponse(request, template, context, status=status)
