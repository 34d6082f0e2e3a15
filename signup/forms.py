"""The form by which one signs up, and by which one changes it later."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from core.forms import ZoneSelect
from core.i18n.languages import current
from core.i18n.time_zones import is_zone
from core.typed_fields import WordsField
from events.models import EventPage
from signup.models import SignUp
from signup.own_questions import answers_in, as_given, honoraria, question_fields, support_choices
from signup.places import Given
from signup.robots import AgainstRobots, opened_now


def is_known_zone(value: str) -> None:
    if not is_zone(value):
        raise ValidationError(_("Choose a time zone from the list."))


def language_names() -> list[tuple[str, str]]:
    """Each in its own words."""
    return [(code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES]


class SignUpForm(forms.Form):
    """What somebody gives who takes part in this event; without the mailbox, which stays as it was given first."""

    name = WordsField(
        label=gettext_lazy("Name"),
        max_length=150,
        help_text=gettext_lazy("Any name you like."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    access_needs = WordsField(
        label=gettext_lazy("What helps you to take part?"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For example a ramp, captions, an interpreter, a quiet place, or a seat near the door."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of our mails to you"), choices=language_names, widget=forms.RadioSelect
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Your time zone"),
        widget=ZoneSelect,
        validators=[is_known_zone],
        help_text=gettext_lazy("Our mails say the time on your clocks too."),
    )
    last_fields = ("language", "time_zone")

    def __init__(self, event: EventPage, *args: Any, **kwargs: Any) -> None:
        beginning = {"language": current(), "time_zone": event.time_zone}
        super().__init__(*args, **kwargs | {"initial": beginning | (kwargs.get("initial") or {})})
        self.event = event
        if choices := support_choices(event, _("Only a few named people see who asks for it.")):
            self.fields["supports"] = forms.MultipleChoiceField(
                label=_("Supports that you would like"),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields |= question_fields(event)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("Please choose an answer.") if is_choice else _("Please fill this in.")
        self.order_fields([name for name in self.fields if name not in self.last_fields])

    def given(self, email: str) -> Given:
        """What the engine keeps of it."""
        chosen = set(self.cleaned_data.get("supports", ()))
        of_few = honoraria(self.event)
        return Given(
            name=self.cleaned_data["name"],
            email=email,
            language=self.cleaned_data["language"],
            time_zone=self.cleaned_data["time_zone"],
            access_needs=self.cleaned_data["access_needs"],
            supports=sorted(chosen - of_few),
            wants_honorarium=bool(chosen & of_few),
            answers=answers_in(self.cleaned_data),
        )


class NewSignUpForm(AgainstRobots, SignUpForm):
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        validators=[EmailValidator(gettext_lazy("Write it like name@example.org."))],
        help_text=gettext_lazy("We write to it about this event, and about nothing else."),
    )
    field_order = ("name", "email")

    def __init__(self, event: EventPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(event, *args, **kwargs | {"initial": {"opened": opened_now()}})


def change_form(sign_up: SignUp, event: EventPage, *args: Any) -> SignUpForm:
    """The form as the person filled it in."""
    asked = honoraria(event) if sign_up.wants_honorarium else set()
    known = {
        "name": sign_up.name,
        "access_needs": sign_up.access_needs,
        "language": sign_up.language,
        "time_zone": sign_up.time_zone,
        "supports": [*sign_up.supports, *asked],
    }
    return SignUpForm(event, *args, initial=known | as_given(sign_up.answers))
