"""Events, Import a calendar: the file or address, what it would do, and what it did."""

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.forms import ZoneSelect
from core.i18n.time_zones import is_zone, zone_choices
from core.visibility import outside_bin
from events.models import EventIndexPage
from events.models.calendar_import import CalendarImport
from events.outside_calendars import applying_calendar, calendar_tasks
from events.outside_calendars.calendar_file import (
    FILE_SIZE,
    BadCalendar,
    may_ask_addresses,
    read_calendar_at,
    read_calendar_file,
)
from events.outside_calendars.comparing import DOES_SOMETHING, MOST_ENTRIES, Line, Outcome, compare, kept_entries
from jobs.heartbeat import Role, is_missed
from users.models import AnyUser, User

State = CalendarImport.State
# The person waits so long; the worker does the rest.
SECONDS_IN_REQUEST = 6.0


def lists_for(user: AnyUser) -> list[EventIndexPage]:
    """The lists into which this person may import, the site's first language first."""
    lists = outside_bin(EventIndexPage.objects.select_related("locale").order_by("locale_id"))
    return [one for one in lists if one.permissions_for_user(user).can_add_subpage()]


class ListField(forms.ModelChoiceField):
    def label_from_instance(self, obj: EventIndexPage) -> str:
        return f"{obj.title} ({obj.locale})"


class ZoneIfAny(ZoneSelect):
    """A zone, or none: then the calendar has to say it."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        known = [one for one in value if one]
        none = (_("No zone"), [("", _("As the calendar says"))])
        self.choices = [none, *zone_choices([*known, timezone.get_current_timezone_name()])]
        return forms.Select.optgroups(self, name, value, attrs)


class CalendarForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Calendar file"),
        required=False,
        help_text=gettext_lazy("A .ics file of at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Or its address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As the other calendar gives it to subscribe. It is read once, now."),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        required=False,
        help_text=gettext_lazy("For hours that the calendar gives without a zone. Most calendars name it themselves."),
        widget=ZoneIfAny,
    )
    only_to_come = forms.BooleanField(label=gettext_lazy("Only what is still to come"), required=False, initial=True)

    def __init__(self, indexes: list[EventIndexPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(indexes) > 1:
            lists = EventIndexPage.objects.filter(pk__in=[one.pk for one in indexes])
            self.fields["list"] = ListField(lists, label=_("List"), empty_label=None, initial=indexes[0])
        if not may_ask_addresses():
            del self.fields["address"]

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > FILE_SIZE:
            raise forms.ValidationError(str(BadCalendar("too_large")))
        return file

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        return zone if is_zone(zone) else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("address") and not self.errors:
            words = _("Choose a file, or give an address.") if may_ask_addresses() else _("Choose a file.")
            raise forms.ValidationError(words)
        return cleaned


def start(request: HttpRequest) -> HttpResponse:
    """The calendar that comes in, and the imports before it."""
    indexes = _lists_of(request)
    is_post = request.method == "POST"
    form = CalendarForm(indexes, request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        try:
            batch = _read(request, form.cleaned_data, form.cleaned_data.get("list") or indexes[0])
        except BadCalendar as error:
            form.add_error("file" if form.cleaned_data["file"] else "address", str(error))
        else:
            return redirect("calendar_imports:batch", batch.pk)
    earlier = CalendarImport.objects.filter(index__in=indexes).select_related("made_by").defer("entries", "lines")[:20]
    context = _frame("", form=form, earlier=earlier)
    return render(request, "events/admin/calendar_imports.html", context, status=422 if form.errors else 200)


def _lists_of(request: HttpRequest) -> list[EventIndexPage]:
    found = lists_for(request.user)
    if not found:
        raise PermissionDenied
    return found


def _read(request: HttpRequest, given: dict[str, Any], index: EventIndexPage) -> CalendarImport:
    file, address = given["file"], given.get("address", "").strip()
    answer = read_calendar_file(file) if file else read_calendar_at(address)
    entries = kept_entries(answer["entries"], given["only_to_come"])
    if not entries:
        raise BadCalendar("over" if answer["entries"] else "empty")
    if len(entries) > MOST_ENTRIES:
        raise BadCalendar("too_many")
    user = _person(request)
    said = answer["zone"] if is_zone(answer["zone"]) else ""
    batch = CalendarImport(
        index=index,
        made_by=user,
        name=(file.name if file else address)[:500],
        time_zone=given["time_zone"] or said,
        only_to_come=given["only_to_come"],
        entries=entries,
    )
    batch.lines = [line.as_json() for line in compare(batch, user)]
    batch.save()
    return batch


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _frame(title: str, **more: object) -> dict[str, object]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("event_list:index"), "label": _("Events")},
        {"url": reverse("calendar_imports:start"), "label": _("Import a calendar")},
        *([{"url": "", "label": title}] if title else []),
    ]
    return {
        "header_title": title or _("Import a calendar"),
        "breadcrumbs_items": trail,
        "header_icon": "calendar-alt",
        **more,
    }


# One import


def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    batch = _batch_for(request, pk)
    if request.method == "POST" and batch.state == State.CHECKED:
        return _decided(request, batch)
    lines = [Line.of(stored) for stored in batch.lines]
    counts = Counter(line.outcome for line in lines)
    context = _frame(
        batch.name,
        batch=batch,
        is_open=batch.state == State.CHECKED,
        is_under_way=batch.state == State.APPLYING,
        is_missed=batch.state == State.APPLYING and is_missed(Role.QUEUE),
        lines=lines,
        counts=[(Outcome(value).label, counts[value]) for value in Outcome.values if counts[value]],
        to_apply=sum(counts[value] for value in DOES_SOMETHING),
        may_replace=any(line.may_replace for line in lines),
        zone_form=ZoneForm(initial={"time_zone": batch.time_zone}),
    )
    return render(request, "events/admin/calendar_import.html", context)


class ZoneForm(forms.Form):
    time_zone = forms.CharField(label=gettext_lazy("Time zone for hours without one"), required=False, widget=ZoneIfAny)


def _batch_for(request: HttpRequest, pk: int) -> CalendarImport:
    batch = get_object_or_404(CalendarImport.objects.select_related("index__locale", "made_by"), pk=pk)
    if not batch.index.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return batch


def _decided(request: HttpRequest, batch: CalendarImport) -> HttpResponse:
    if "discard" in request.POST:
        CalendarImport.objects.filter(pk=batch.pk, state=State.CHECKED).delete()
        messages.success(request, _("The import was discarded. Nothing has changed."))
        return redirect("calendar_imports:start")
    if "zone" in request.POST:
        zone = request.POST.get("time_zone", "")
        batch.time_zone = zone if is_zone(zone) else ""
        batch.lines = [line.as_json() for line in compare(batch, _person(request))]
        kept = CalendarImport.objects.filter(pk=batch.pk, state=State.CHECKED)
        kept.update(time_zone=batch.time_zone, lines=batch.lines)
        return redirect("calendar_imports:batch", batch.pk)
    replaced = {int(one) for one in request.POST.getlist("replace") if one.isdecimal() and len(one) < 6}
    if applying_calendar.begin(batch, replaced) and calendar_tasks.work_on(batch, SECONDS_IN_REQUEST):
        calendar_tasks.carry_on_calendar.enqueue(batch.pk)
    return redirect("calendar_imports:batch", batch.pk)


def admin_urls() -> list[URLResolver]:
    routes = [path("", start, name="start"), path("<int:pk>/", batch_page, name="batch")]
    return [path("calendar-imports/", include((routes, "calendar_imports"), namespace="calendar_imports"))]
