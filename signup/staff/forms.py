"""Signing up somebody by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.i18n.languages import language_choices
from events.models import EventPage
from signup.places import Given


class ByHandForm(forms.Form):
    """Name and mailbox; the mail goes there as for everybody. What else there is, the person adds with their link."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    access_needs = forms.CharField(
        label=_("What helps to take part"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def given(self, event: EventPage) -> Given:
        typed = self.cleaned_data
        return Given(
            name=typed["name"],
            email=typed["email"],
            language=typed["language"],
            time_zone=event.time_zone,
            access_needs=typed["access_needs"],
        )
