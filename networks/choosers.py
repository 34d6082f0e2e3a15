"""Choosing a person or an organisation while writing a page, and adding one there and then."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.admin.word_search import AddView, RowChooserViewSet, WordsFilterForm
from core.i18n.languages import current
from core.models.approved import ApprovedModel
from core.new_rows import is_live_at_once
from core.text.slugs import free_slug
from core.text.typography import spellings
from networks.models import Committee, Organisation, OrganisationText, Person, PersonText


class NewPersonForm(forms.ModelForm):
    """The little that an editor knows while writing an event; the rest can be added later."""

    role = forms.CharField(label=_("Role"), max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, blank=True
    )

    class Meta:
        model = Person
        fields = ["name", "credentials", "organisation"]

    field_order = ["name", "credentials", "role", "organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.with_texts()

    def save(self, commit: bool = True) -> Person:
        person = super().save(commit=False)
        person.slug = free_slug(person.name, Person.objects.all())
        if self.cleaned_data["role"]:
            person.texts = [PersonText(language=current(), role=self.cleaned_data["role"])]
        if commit:
            person.save()
        return person


class NewOrganisationForm(forms.ModelForm):
    name = forms.CharField(label=_("Name"), max_length=200)

    class Meta:
        model = Organisation
        fields = ["short", "website", "is_member"]

    field_order = ["name", "short", "website", "is_member"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_member"].initial = False

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if any(OrganisationText.objects.filter(name__iexact=one).exists() for one in spellings(name)):
            raise forms.ValidationError(_("There is an organisation of this name already. Choose it under “Search”."))
        return name

    def save(self, commit: bool = True) -> Organisation:
        organisation = super().save(commit=False)
        organisation.slug = free_slug(self.cleaned_data["name"], Organisation.objects.all())
        organisation.texts = [OrganisationText(language=current(), name=self.cleaned_data["name"])]
        if commit:
            organisation.save()
        return organisation


class NewCommitteeForm(forms.ModelForm):
    """The name alone: purpose and seats are added in the directory."""

    name = forms.CharField(label=_("Name"), max_length=200)

    class Meta:
        model = Committee
        fields: list[str] = []

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if Committee.of_name(name):
            raise forms.ValidationError(_("There is a committee of this name already. Choose it under “Search”."))
        return name

    def save(self, commit: bool = True) -> Committee:
        begun = Committee.begin(self.cleaned_data["name"], current())
        committee = super().save(commit=False)
        committee.slug, committee.texts = begun.slug, list(begun.texts.all())
        if commit:
            committee.save()
        return committee


class PersonFilterForm(WordsFilterForm):
    words_in = ["name", "sort_name"]


class OrganisationFilterForm(WordsFilterForm):
    words_in = ["short", "slug", "texts__name"]


class CommitteeFilterForm(WordsFilterForm):
    words_in = ["slug", "texts__name"]


class AddToDirectoryView(AddView):
    """What is added while a page is written waits for the page, unless nobody reviews and whoever adds it publishes."""

    def save_form(self, form: forms.ModelForm) -> ApprovedModel:
        form.instance.live = is_live_at_once(type(form.instance), self.request.user)
        row = super().save_form(form)
        if not row.live:
            row.save_revision(user=self.request.user, log_action=True)
        return row


class DirectoryChooserViewSet(RowChooserViewSet):
    """A chooser with a search line of its own and a tab to add what is missing."""

    filter_form_class: type[WordsFilterForm] = WordsFilterForm
    create_action_clicked_label = _("Adding …")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"filter_form_class": self.filter_form_class, **kwargs})


class PersonChooserViewSet(DirectoryChooserViewSet):
    create_view_class = AddToDirectoryView
    filter_form_class = PersonFilterForm
    creation_form_class = NewPersonForm
    creation_tab_label = _("Add a new person")
    create_action_label = _("Add this person")


class OrganisationChooserViewSet(DirectoryChooserViewSet):
    create_view_class = AddToDirectoryView
    filter_form_class = OrganisationFilterForm
    creation_form_class = NewOrganisationForm
    creation_tab_label = _("Add a new organisation")
    create_action_label = _("Add this organisation")


class CommitteeChooserViewSet(DirectoryChooserViewSet):
    create_view_class = AddToDirectoryView
    creation_form_class = NewCommitteeForm
    creation_tab_label = _("Add a new committee")
    create_action_label = _("Add this committee")
    filter_form_class = CommitteeFilterForm
