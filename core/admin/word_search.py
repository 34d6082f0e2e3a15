"""Lists and choosers of rows in the admin.

Typed words are looked for in the rows themselves, so that it is right at once.
"""

from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import IndexView

from core.admin.choice_order import first_of, last_chosen
from core.text.typed_words import plain


def containing(rows: QuerySet, words: str, fields: list[str]) -> QuerySet:
    """Rows that have every word in one of the fields; each row once, also where fields stand in other tables."""
    for word in plain(words).split()[:8]:
        wanted = Q()
        for field in fields:
            wanted |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(pk__in=rows.model._default_manager.filter(wanted).values("pk"))
    return rows


class WordsIndexView(IndexView):
    """A list of snippets that can be searched by the fields in `words_in`."""

    words_in: list[str] = []
    is_searchable = True

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return containing(queryset, self.search_query, self.words_in) if self.is_searching else queryset


class WordsFilterForm(BaseFilterForm):
    """The search line of a chooser."""

    words_in: list[str] = []
    q = forms.CharField(
        label=_("Search"), required=False, widget=forms.TextInput({"placeholder": _("A part of the name")})
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q") or None
        self.is_searching = bool(self.search_query)
        return containing(objects, self.search_query, self.words_in) if self.search_query else objects


class AddView(SnippetCreateView):
    """Wagtail gives every chooser this address, and fails there when the chooser has no form."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class LastChosenFirst(BaseChooseView):
    """What this person chose last stands first, and says so."""

    @cached_property
    def last(self) -> list[int]:
        return last_chosen([self.model_class], self.request.user)

    def apply_object_list_ordering(self, objects: QuerySet) -> QuerySet:
        usual = self.model_class._meta.ordering or ["pk"]
        return (
            objects.order_by(first_of(self.last), *usual) if self.last else super().apply_object_list_ordering(objects)
        )

    @property
    def columns(self) -> list[Column]:
        said = [Column("last", label=_("Chosen"), accessor=self._when)] if self.last else []
        return [*super().columns, *said]

    def _when(self, row: Model) -> str:
        return gettext("lately") if row.pk in self.last else ""


class ChooseRowView(LastChosenFirst, ChooseView):
    pass


class ChooseRowResultsView(LastChosenFirst, ChooseResultsView):
    pass


class RowChooserViewSet(SnippetChooserViewSet):
    """The base of our choosers: one without a form to add what is missing has no address to add it either."""

    choose_view_class = ChooseRowView
    choose_results_view_class = ChooseRowResultsView
    create_view_class = AddView
