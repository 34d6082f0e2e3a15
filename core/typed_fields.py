"""Fields of forms for words, addresses, days and times as people type them; below a day stands what was understood.

Wagtail's own pickers put today or the present minute where they do not understand: they are not used.
"""

import contextlib
import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.forms.utils import from_current_timezone
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import DateBlock, TimeBlock
from wagtail.fields import RichTextField

from core.i18n.dates import clock, full_day, with_zone
from core.i18n.time_zones import is_zone, zone_name
from core.i18n.typed_moments import day_of, end_of, moment_of, time_of
from core.text.cleaning import cleaned, cleaned_html
from core.text.web_addresses import MAILTO, mailbox_of, web_address


class TypedInput(forms.TextInput):
    """A line that says below it what was understood: static/js/admin-typed.js asks for that."""

    template_name = "core/widgets/typed.html"
    kind = ""

    class Media:
        js = ["js/admin-typed.js"]

    has_calendar = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-typed": self.kind, "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-typed-url"] = reverse("typed_moment")
        context["widget"]["calendar"] = self.has_calendar
        return context


class DayInput(TypedInput):
    kind = "day"
    has_calendar = True


# The name of a field for an end, and what stands there in the names of its start and its days.
_END = re.compile(r"(?P<lead>.*-|)end(?P<tail>|_time)$", re.DOTALL)


class TimeInput(TypedInput):
    """A time of day. An end is read with its start: “7.30” after 6 pm is in the evening (`end_of`)."""

    kind = "time"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        start = _start_of(data, name) if isinstance(value, str) else None
        with contextlib.suppress(ValidationError):
            if start and (end := end_of(value, start)) != time_of(value):
                # Text, as the field shows it again where another field has to be mended.
                return end.strftime("%H:%M")
        return value


def _start_of(data: Any, name: str) -> datetime.time | None:
    """The time at which that begins whose end this field is; none where it ends on another day."""
    found = _END.fullmatch(name)
    if found is None:
        return None
    first, last = (data.get(f"{found['lead']}{side}_date") or "" for side in ("start", "end"))
    is_over_days = last.strip() not in {"", first.strip()} and not data.get("same_hours_daily")
    try:
        return None if is_over_days else time_of(data.get(f"{found['lead']}start{found['tail']}") or "")
    except ValidationError:
        return None


class MomentInput(TypedInput):
    kind = "moment"


class DayField(forms.DateField):
    widget = DayInput

    def to_python(self, value: Any) -> datetime.date | None:
        return day_of(value) if isinstance(value, str) and value.strip() else super().to_python(value)


class TimeField(forms.TimeField):
    widget = TimeInput

    def to_python(self, value: Any) -> datetime.time | None:
        return time_of(value) if isinstance(value, str) and value.strip() else super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        # Nobody types seconds.
        is_whole = isinstance(value, datetime.time) and not value.second
        return value.strftime("%H:%M") if is_whole else super().prepare_value(value)


class MomentField(forms.DateTimeField):
    """In the zone of the site."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime.datetime | None:
        if isinstance(value, str) and value.strip():
            return from_current_timezone(moment_of(value))
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        prepared = super().prepare_value(value)
        return prepared.strftime("%Y-%m-%d %H:%M") if isinstance(prepared, datetime.datetime) else prepared


class WordsField(forms.CharField):
    """Words without what the clipboard brought along."""

    def to_python(self, value: object) -> str | None:
        return super().to_python(cleaned(value) if isinstance(value, str) else value)


class RichWordsField(forms.CharField):
    """The same for rich text."""

    def to_python(self, value: object) -> str | None:
        return super().to_python(cleaned_html(value) if isinstance(value, str) else value)


class WebAddressField(forms.URLField):
    """An address of the web, without what the clipboard brought along."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})

    def to_python(self, value: object) -> str | None:
        if isinstance(value, str) and mailbox_of(value):
            # As an address of the web it would lead nowhere, and nobody would see it.
            raise ValidationError(_("This is an e-mail address. The address of a page begins with https://."))
        return super().to_python(web_address(value) if isinstance(value, str) else value)


def web_or_mail(value: str) -> None:
    if not mailbox_of(value):
        URLValidator()(value)


class WebOrMailAddress(models.URLField):
    """Of a model: an address of the web, or `mailto:…`."""

    default_validators = [web_or_mail]


class WebOrMailField(WebAddressField):
    """An address of the web, or of a mailbox, which becomes `mailto:…`."""

    default_error_messages = {"invalid": gettext_lazy("Write the address of a page, or an e-mail address.")}

    def to_python(self, value: object) -> str | None:
        mailbox = mailbox_of(value) if isinstance(value, str) else ""
        return f"{MAILTO}{mailbox}" if mailbox else super().to_python(value)

    def run_validators(self, value: Any) -> None:
        if not mailbox_of(str(value or "")):
            super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The browser itself would refuse a mailbox in a field of type “url”.
        return super().widget_attrs(widget) | {"type": "text", "inputmode": "email"}


class DayBlock(DateBlock):
    """A day inside a block."""

    @cached_property
    def field(self) -> forms.Field:
        return DayField(**self.field_options)


class TimeOfDayBlock(TimeBlock):
    """A time of day inside a block."""

    @cached_property
    def field(self) -> forms.Field:
        return TimeField(**self.field_options)


def connect() -> None:
    """For all forms of the admin; called when the apps are ready, before a form is made."""
    for model_field, form_class in (
        (models.DateField, DayField),
        (models.TimeField, TimeField),
        (models.DateTimeField, MomentField),
    ):
        override = {"form_class": form_class, "widget": form_class.widget}
        register_form_field_override(model_field, override=override, exact_class=True)
    for field, given in (
        (models.CharField, {"form_class": WordsField}),
        (models.TextField, {"form_class": WordsField, "widget": AdminAutoHeightTextInput}),
        (RichTextField, {"form_class": RichWordsField}),
    ):
        register_form_field_override(field, override=given, exact_class=True)
    register_form_field_override(models.URLField, override={"form_class": WebAddressField, "assume_scheme": "https"})
    register_form_field_override(WebOrMailAddress, override={"form_class": WebOrMailField, "assume_scheme": "https"})


def understood(request: HttpRequest) -> JsonResponse:
    """What a text means, for the line below it: `{"words": …}`, or `{"problem": …}` where it has to be asked."""
    kind, text, zone, start = (request.GET.get(name, "") for name in ("kind", "text", "zone", "start"))
    try:
        if kind == "time" and start.strip():
            text = TimeInput().value_from_datadict({"start": start, "end": text}, {}, "end")
        return JsonResponse({"words": _in_words(kind, text, zone) if text.strip() else ""})
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)})


def _in_words(kind: str, text: str, zone: str) -> str:
    if kind == "day":
        return full_day(day_of(text))
    if kind == "time":
        words = clock(time_of(text))
        return with_zone(words, zone_name(zone)) if is_zone(zone) else words
    moment = moment_of(text)
    hours = with_zone(clock(moment.time()), zone_name(timezone.get_current_timezone_name()))
    return _("%(day)s, %(hours)s") % {"day": full_day(moment.date()), "hours": hours}
