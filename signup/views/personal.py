"""What a person finds at the address that they alone know: their place, and how to change or give it back.

Reading changes nothing, as programs that look through mail follow every link: all that is done is sent by a button.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.addresses import address_of
from core.i18n.languages import current
from core.text.file_names import content_disposition
from core.visibility import may_see
from events.calendars import ical
from events.models import EventPage
from events.models.sign_up_here import SIGN_UP
from signup import places
from signup.event_of_list import event_of, in_language
from signup.forms import SignUpForm, change_form
from signup.joining import own_joining_link
from signup.mailing.when_words import instant_words, when_there
from signup.models import SignUp
from signup.opening import TAKES_NAMES, Opening, opening_by_time, opening_of
from signup.visitor_addresses import personal_address
from website.old_addresses import page_at

State = SignUp.State


class Mine(NamedTuple):
    """A sign-up and its event, seen at its date and in the reader's language; no event where its page is gone."""

    sign_up: SignUp
    event: EventPage | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_page(request: HttpRequest, event_path: str, key: str) -> HttpResponse:
    mine = _mine(key)
    if mine is None:
        return TemplateResponse(request, "signup/nothing_here.html", {"is_missing": True}, status=404)
    if address := _better_address(request, mine):
        return HttpResponseRedirect(address)
    if request.method == "POST":
        return _done(request, mine)
    form = change_form(mine.sign_up, mine.event) if mine.event and "change" in request.GET else None
    return _answer(request, mine, form)


@never_cache
@require_safe
def personal_calendar(request: HttpRequest, event_path: str, key: str) -> HttpResponse:
    """The calendar file, also for those who have no account and signed up to a closed event."""
    mine = _mine(key)
    if mine is None or mine.event is None or not ical.times_of(mine.event).known_days:
        raise Http404
    response = HttpResponse(ical.event_calendar(mine.event).to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition(f"{mine.event.slug}.ics", as_attachment=False)
    return response


def _mine(key: str) -> Mine | None:
    found = SignUp.objects.select_related("places").filter(key=key).first()
    if found is None:
        return None
    event = event_of(found.places)
    return Mine(found, in_language(event, current()) if event else None)


def _better_address(request: HttpRequest, mine: Mine) -> str:
    """Where the event is now, if it was moved or renamed. Below another page there is nothing."""
    if mine.event is None:
        return ""
    address = personal_address(mine.sign_up, mine.event)
    if request.path == address:
        return ""
    above = request.path.removesuffix(f"{SIGN_UP}{mine.sign_up.key}/")
    other = page_at(above) or page_at(above.rstrip("/").rpartition("/")[0] + "/")
    if other and issubclass(other.specific_class, EventPage) and other.translation_key != mine.event.translation_key:
        raise Http404
    return address


def _done(request: HttpRequest, mine: Mine) -> HttpResponse:
    """What a button asked for; then back to the page, which says what is so now."""
    action = request.POST.get("action", "")
    if action == "change" and mine.event and may_change(mine.sign_up, mine.event):
        form = change_form(mine.sign_up, mine.event, request.POST)
        if not form.is_valid():
            return _answer(request, mine, form)
        _change(mine.sign_up, form)
        said = "changed"
    else:
        said = _said_of(action, mine.sign_up)
    return HttpResponseRedirect(f"{request.path}?said={said}")


def _said_of(action: str, sign_up: SignUp) -> str:
    if action == "cancel":
        places.cancel(sign_up)
        return "cancelled"
    if action == "accept":
        return "accepted" if places.accept(sign_up) else "late"
    if action == "wait":
        # The worker may not have noticed yet that the time to answer is over.
        places.bring_up_to_date(sign_up.places, timezone.now())
        return "waiting" if places.wait_again(sign_up) else "late"
    return "nothing"


def _change(sign_up: SignUp, form: SignUpForm) -> None:
    """What was answered to questions that are not asked any more, or not in this language, stays."""
    given = form.given(sign_up.email)
    offered = {key for key, _words in getattr(form.fields.get("supports"), "choices", ())}
    kept = [key for key in sign_up.supports if key not in offered]
    places.change(
        sign_up,
        replace(given, answers=sign_up.answers | given.answers, supports=sorted({*given.supports, *kept})),
    )


def may_change(sign_up: SignUp, event: EventPage) -> bool:
    is_over = opening_by_time(event, timezone.now()) == Opening.OVER
    return not is_over and sign_up.state != State.CANCELLED


def _answer(request: HttpRequest, mine: Mine, form: SignUpForm | None) -> HttpResponse:
    sign_up, event = mine
    is_visible = event is not None and may_see(event, request.user)
    context = {
        "page": event if is_visible else None,
        "below": f"{SIGN_UP}{sign_up.key}/",
        "event": event,
        "sign_up": sign_up,
        "form": form,
        "said": request.GET.get("said", ""),
        "is_over": (sign_up.places.ends_at or timezone.now()) < timezone.now(),
        **(_facts(sign_up, event) if event else {}),
    }
    return TemplateResponse(request, "signup/personal.html", context)


def _facts(sign_up: SignUp, event: EventPage) -> dict[str, Any]:
    now = timezone.now()
    until = sign_up.offer_ends_at if sign_up.state == State.OFFERED else None
    is_offered = until is not None and now < until
    is_late = sign_up.state == State.LAPSED or (until is not None and not is_offered)
    by_time = opening_by_time(event, now)
    return {
        "is_over": by_time == Opening.OVER,
        "own_time": when_there(event, sign_up.time_zone),
        "is_offered": is_offered,
        "is_late": is_late,
        "answer_until": instant_words(until, sign_up.time_zone) if until else "",
        "may_wait": is_late and by_time == Opening.OPEN,
        "may_change": may_change(sign_up, event),
        "may_sign_up": sign_up.state == State.CANCELLED and opening_of(event, now) in TAKES_NAMES,
        "joining_link": own_joining_link(sign_up, event, now),
        "event_address": address_of(event),
    }
