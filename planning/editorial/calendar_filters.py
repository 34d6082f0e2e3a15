"""What of the calendar somebody asks for: a month, kinds, a section, a person. All of it stands in the address."""

import datetime
import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from care.caring_people import working_people
from core.i18n.languages import DEFAULT
from core.visibility import shown_in_admin
from planning.editorial.dated_entries import ONE_DAY, Asked, Kind
from planning.models import site_today
from users.models import AnyUser

MONTH_IN_ADDRESS = re.compile(r"([0-9]{4})-([0-9]{2})")
# Sections are what stands right below the front pages, and has pages below itself.
DEPTH_OF_SECTIONS = 3
AS_MONTH, AS_LIST = "month", "list"
VIEWS = {AS_MONTH: _("Month"), AS_LIST: _("List")}


def month_of(text: str) -> datetime.date:
    """Its first day; this month where the text names none, or one out of reach."""
    found = MONTH_IN_ADDRESS.fullmatch(text)
    this_month = site_today().replace(day=1)
    if not found:
        return this_month
    year, month = int(found[1]), int(found[2])
    return datetime.date(year, month, 1) if abs(year - this_month.year) <= 50 and 1 <= month <= 12 else this_month


def next_month(first: datetime.date) -> datetime.date:
    return (first + 31 * ONE_DAY).replace(day=1)


def month_before(first: datetime.date) -> datetime.date:
    return (first - ONE_DAY).replace(day=1)


def sections_for(user: AnyUser) -> list[Page]:
    """Each once, in the site's first language where it is in that."""
    pages = shown_in_admin(Page.objects.filter(depth=DEPTH_OF_SECTIONS, numchild__gt=0), user).select_related("locale")
    in_order = sorted(pages, key=lambda page: (page.locale.language_code != DEFAULT, page.locale_id, page.path))
    by_key: dict[Any, Page] = {}
    for page in in_order:
        by_key.setdefault(page.translation_key, page)
    return sorted(by_key.values(), key=lambda page: page.path)


class CalendarForm(forms.Form):
    """Sent by GET. What is no choice, or none any more, counts as nothing."""

    kind = forms.MultipleChoiceField(
        label=_("Kinds"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: QueryDict, user: AnyUser) -> None:
        super().__init__(asked)
        sections = [(str(page.pk), page.get_admin_display_title()) for page in sections_for(user)]
        people = [(str(person.pk), str(person)) for person in working_people()]
        choices = [("", _("The whole site")), *sections]
        self.fields["section"] = forms.ChoiceField(label=_("Section"), choices=choices, required=False)
        choices = [("", _("Anybody")), *people]
        self.fields["person"] = forms.ChoiceField(label=_("Looked after by"), choices=choices, required=False)
        self.full_clean()

    @property
    def kinds(self) -> list[str]:
        kinds: list[str] = self.cleaned_data.get("kind", [])
        return kinds

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())

    def asked(self, user: AnyUser, first: datetime.date, last: datetime.date) -> Asked:
        owner = self.cleaned_data.get("person")
        return Asked(user, first, last, self._paths(), int(owner) if owner else None)

    def _paths(self) -> tuple[str, ...]:
        """The section in all its languages."""
        chosen = self.cleaned_data.get("section")
        if not chosen:
            return ()
        key = Page.objects.filter(pk=chosen).values("translation_key")[:1]
        return tuple(Page.objects.filter(translation_key__in=key).values_list("path", flat=True))

    def query(self, **more: str) -> str:
        """What was chosen, as it stands in an address."""
        query = QueryDict(mutable=True)
        for name, value in more.items():
            query[name] = value
        query.setlist("kind", self.kinds)
        for name in ("section", "person"):
            if self.cleaned_data.get(name):
                query[name] = self.cleaned_data[name]
        return query.urlencode()
