"""Sign-ups in the admin: the events, one list, checking people in, adding and cancelling by hand, the file."""

import datetime
import io
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from core.text.file_names import content_disposition
from events.models import EventPage
from events.views import seen_on
from resources.spreadsheets.writing import write_csv
from signup import places
from signup.event_of_list import first_page
from signup.models import PlaceList, SignUp
from signup.places import AlreadySignedUp, NotOpen
from signup.staff.attendance_sheet import HEADINGS, HONORARIUM, rows_of
from signup.staff.forms import ByHandForm
from signup.staff.list_rows import AttendanceList
from signup.staff.overview import overview_for
from signup.staff.rights import has_lists, may_check_in, may_see_honorarium, may_see_list
from users.models import AnyUser


@require_GET
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """The events with sign-up here that this person looks after, or checks people in at."""
    if not has_lists(request.user):
        raise PermissionDenied
    context = {
        "header_title": _("Sign-ups"),
        "events": overview_for(request.user, timezone.now()),
        "breadcrumbs_items": _crumbs(),
    }
    return TemplateResponse(request, "signup/admin/overview.html", context)


def _event(request: HttpRequest, page_id: int, day: datetime.date | None) -> EventPage:
    """The event seen at the date; 404 where it has no such date, refused to whoever may not even check in."""
    page = get_object_or_404(EventPage, pk=page_id)
    if not may_check_in(request.user, page):
        raise PermissionDenied
    # All languages have one list; the page in which it was written first asks the questions.
    first = first_page(page.translation_key) or page
    return seen_on(first, day) if day else first


@require_GET
@never_cache
def people(request: HttpRequest, page_id: int, day: datetime.date | None = None) -> HttpResponse:
    """Who signed up: all of it for editors, names and boxes for whoever checks in."""
    event = _event(request, page_id, day)
    if event.is_repeating:
        return _dates(request, event)
    shown = AttendanceList(event, request.GET.get("q", "").replace("\0", ""))
    sees_all = may_see_list(request.user, event)
    context = {
        "header_title": _("Sign-ups"),
        "page_subtitle": shown.name,
        "breadcrumbs_items": _crumbs({"url": "", "label": shown.name}),
        "event": event,
        "shown": shown,
        "sees_all": sees_all,
        "sees_honorarium": may_see_honorarium(request.user),
        "form": ByHandForm(),
    }
    return TemplateResponse(request, f"signup/admin/{'people' if sees_all else 'check_in'}.html", context)


def _dates(request: HttpRequest, event: EventPage) -> HttpResponse:
    lists = [AttendanceList(event.at(date)) for date in event.dates()]
    context = {
        "header_title": _("Sign-ups"),
        "page_subtitle": event.title,
        "breadcrumbs_items": _crumbs({"url": "", "label": event.title}),
        "event": event,
        "lists": lists,
    }
    return TemplateResponse(request, "signup/admin/dates.html", context)


@require_POST
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody came, did not come, or that it is not known."""
    sign_up = _sign_up(request, pk, may_check_in)
    sign_up.came = {"yes": True, "no": False}.get(request.POST.get("came", ""))
    sign_up.came_noted_by_id = request.user.pk
    sign_up.save(update_fields=["came", "came_noted_by"])
    return redirect(f"{_address(sign_up.places)}?{request.GET.urlencode()}#person-{sign_up.pk}")


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel for somebody who phoned. They are written to, and the place is offered to the next."""
    sign_up = _sign_up(request, pk, may_see_list)
    places.cancel(sign_up)
    messages.success(request, _("The sign-up of %(name)s is cancelled.") % {"name": sign_up.name})
    return redirect(_address(sign_up.places))


@require_POST
def add(request: HttpRequest, page_id: int, day: datetime.date | None = None) -> HttpResponse:
    """Sign up somebody who phoned, by the same rules as everybody."""
    event = _event(request, page_id, day)
    if not may_see_list(request.user, event):
        raise PermissionDenied
    form = ByHandForm(request.POST)
    if form.is_valid():
        try:
            made = places.sign_up(event, form.given(event))
        except AlreadySignedUp:
            form.add_error("email", _("This address has signed up already."))
        except NotOpen:
            form.add_error(None, _("There is no place, or signing up is over."))
        else:
            messages.success(request, f"{made.name}: {made.get_state_display()}")
            return redirect(_address(made.places))
    shown = AttendanceList(event)
    context = {
        "header_title": _("Sign-ups"),
        "page_subtitle": shown.name,
        "event": event,
        "shown": shown,
        "sees_all": True,
        "sees_honorarium": may_see_honorarium(request.user),
        "form": form,
    }
    return TemplateResponse(request, "signup/admin/people.html", context, status=422)


@require_GET
@never_cache
def export(request: HttpRequest, page_id: int, day: datetime.date | None = None) -> HttpResponse:
    """The list as CSV; with the column of honoraria for those alone who may see it."""
    event = _event(request, page_id, day)
    if not may_see_list(request.user, event):
        raise PermissionDenied
    shown, sees_honorarium = AttendanceList(event), may_see_honorarium(request.user)
    questions = [block.value["question"] for block in event.sign_up_questions]
    headings = [*map(str, HEADINGS.values()), *([str(HONORARIUM)] if sees_honorarium else []), *questions]
    out = io.BytesIO()
    write_csv(rows_of(shown, sees_honorarium), out, list(dict.fromkeys(headings)))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{event.slug}-{event.seen_on or 'sign-ups'}.csv"
    response["Content-Disposition"] = content_disposition(name)
    return response


def _sign_up(request: HttpRequest, pk: int, may: Callable[[AnyUser, Page], bool]) -> SignUp:
    sign_up = get_object_or_404(SignUp.objects.select_related("places"), pk=pk)
    event = first_page(sign_up.places.event_key)
    if event is None or not may(request.user, event):
        raise PermissionDenied
    return sign_up


def _address(of_list: PlaceList) -> str:
    event = first_page(of_list.event_key)
    if event is None:
        raise Http404
    return reverse("sign_ups", args=[event.pk, *([of_list.day] if of_list.day else [])])


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("sign_ups_overview") if more else "", "label": _("Sign-ups")},
        *more,
    ]
