"""What is typed: by staff who make a link, and by whoever reads the draft."""

import datetime
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.typed_fields import WordsField
from guests.models import GuestWord
from signup.forms import language_names

DAYS, MOST_DAYS = 14, 90
MOST_WORDS = 5_000


class LinkForm(forms.Form):
    name = WordsField(
        label=gettext_lazy("Name of the person"),
        max_length=150,
        help_text=gettext_lazy("What they say is noted under this name."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Valid for how many days"), initial=DAYS, min_value=1, max_value=MOST_DAYS
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_names)
    may_decide = forms.BooleanField(
        label=gettext_lazy("They may approve or object"),
        required=False,
        help_text=gettext_lazy("It is shown to whoever reviews the page. It publishes nothing and stops nothing."),
    )
    email = forms.CharField(
        label=gettext_lazy("Their e-mail address"),
        required=False,
        max_length=254,
        validators=[EmailValidator(gettext_lazy("Write it like name@example.org."))],
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=gettext_lazy("If you give it, we send them the link. Otherwise copy it from the list."),
    )

    def lasts(self) -> datetime.timedelta:
        return datetime.timedelta(days=self.cleaned_data["days"])


class WordForm(forms.Form):
    """A comment; or, by its buttons, an answer, where the reason may be asked for."""

    words = WordsField(
        max_length=MOST_WORDS, required=False, widget=forms.Textarea({"rows": 4}), label=gettext_lazy("Your words")
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Two of them stand on one page.
        self.auto_id = f"{type(self).__name__}_%s"
        self.kind = kind

    def clean_words(self) -> str:
        given: str = self.cleaned_data["words"]
        if not given and self.kind == GuestWord.Kind.COMMENT:
            raise forms.ValidationError(_("Write what you want to say."))
        if not given and self.kind == GuestWord.Kind.OBJECT:
            raise forms.ValidationError(_("Say what should change."))
        return given


class CommentForm(WordForm):
    field_order = ("place", "words")

    def __init__(self, places: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(GuestWord.Kind.COMMENT, *args, **kwargs)
        self.fields["place"] = forms.ChoiceField(
            label=_("Which part of the page"),
            required=False,
            choices=[("", _("The whole page")), *((place, place) for place in places)],
            error_messages={"invalid_choice": _("The page was changed: choose the part once more.")},
        )
        self.order_fields(self.field_order)


class AnswerForm(WordForm):
    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, **kwargs)
        self.fields["words"].label = _("Why, or what should change")
        self.fields["words"].help_text = _("Needed if you object.")
