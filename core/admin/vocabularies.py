"""The vocabularies and the glossary in the admin: add, rename, translate and merge terms."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise, cached_property, lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.admin.live_uses import live_uses
from core.admin.map_editor import TermMapViewSet
from core.admin.term_fields import in_tree_order
from core.admin.word_search import RowChooserViewSet, WordsIndexView
from core.i18n.languages import current, language_choices
from core.models import GlossaryEntry, PageTerm, PreferredWord, Term, TermLabel, Vocabulary
from core.text.sentences import one_stop

MAY_MERGE = "core.delete_term"


class MissingNameFilter(django_filters.ChoiceFilter):
    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.exclude(pk__in=TermLabel.objects.filter(language=value).values("term")) if value else qs


class TermFilterSet(WagtailFilterSet):
    vocabulary = django_filters.ChoiceFilter(
        label=_("Vocabulary"), choices=Vocabulary.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    missing = MissingNameFilter(
        label=_("Without a name in"), choices=language_choices, empty_label=_("Any"), widget=forms.RadioSelect
    )

    class Meta:
        model = Term
        fields: list[str] = []


def name_in(language: str) -> Callable[[Term], str]:
    """What a column of the list shows for this language; a missing name is said in words."""

    def shown(term: Term) -> str:
        found = next((row.label for row in term.labels.all() if row.language == language), "")
        return found or gettext("– missing –")

    return shown


class TermIndexView(WordsIndexView):
    words_in = ["slug", "labels__label", "labels__short", "labels__synonyms", "former_slugs__slug"]
    add_item_label = _("Add a term")
    page_title = _("Vocabularies")

    @cached_property
    def columns(self) -> list[Column]:
        """The title is the name in the language of whoever looks: it needs no second column."""
        return [column for column in super().columns if column.name != f"name_{current()}"]

    def get_list_more_buttons(self, instance: Term) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.request.user.has_perm(MAY_MERGE):
            address = reverse("core_terms:merge", args=[instance.pk])
            buttons.append(Button(_("Merge into another term"), url=address, icon_name="resubmit", priority=25))
        return buttons


class TermViewSet(SnippetViewSet):
    """One list for all vocabularies, narrowed by its filters; a column for the name in each language."""

    model = Term
    icon = "tag"
    menu_label = _("Vocabularies")
    url_namespace = "core_terms"
    index_view_class = TermIndexView
    chooser_viewset_class = RowChooserViewSet
    filterset_class = TermFilterSet
    list_per_page = 100
    ordering = ["vocabulary", "sort_order", "slug"]

    @cached_property
    def list_display(self) -> list[Any]:
        names = [Column(f"name_{code}", label=name, accessor=name_in(code)) for code, name in settings.LANGUAGES]
        return [
            "label",
            *names,
            Column("vocabulary", label=_("Vocabulary"), accessor="get_vocabulary_display", sort_key="vocabulary"),
            Column("parent", label=_("Part of")),
            Column("uses", label=_("Pages"), sort_key="uses"),
            LiveStatusTagColumn(),
        ]

    def get_admin_url_namespace(self) -> str:
        return self.url_namespace

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        uses = PageTerm.objects.filter(term=OuterRef("pk")).order_by().values("term").annotate(n=Count("pk"))
        terms = Term.objects.filter(merged_into=None).with_labels().with_schedules().select_related("parent")
        return terms.prefetch_related("parent__labels").annotate(uses=Coalesce(Subquery(uses.values("n")), 0))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]


class MergeForm(forms.Form):
    target = forms.ChoiceField(label=_("The term that stays"), choices=[])

    def __init__(self, term: Term, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        others = list(Term.objects.approved().of(term.vocabulary).exclude(pk=term.pk).with_labels())
        choices = [(other.pk, name) for other, name in in_tree_order(others)]
        target: Any = self.fields["target"]
        target.choices = [("", "---------"), *choices]

    def clean_target(self) -> Term:
        target = Term.objects.get(pk=self.cleaned_data["target"])
        if self.term.pk in {one.pk for one in target.lineage()}:
            raise ValidationError(_("You cannot merge a term into one of its own parts."))
        return target


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the term that stays, see what that changes, and confirm."""
    if not request.user.has_perm(MAY_MERGE):
        raise PermissionDenied
    term = get_object_or_404(Term, pk=pk, merged_into=None)
    form = MergeForm(term, request.POST or None)
    target = form.cleaned_data["target"] if request.method == "POST" and form.is_valid() else None
    if target and (refusal := live_uses([term], request.user).refusal):
        form.add_error("target", refusal)
        target = None
    if target and "confirmed" in request.POST:
        term.merge_into(target)
        words = {"old": term.label, "new": target.label}
        messages.success(request, one_stop(gettext("“%(old)s” is now “%(new)s”. Old addresses lead there.") % words))
        return redirect("core_terms:list")
    pages = PageTerm.objects.filter(term=term).count()
    context = {"form": form, "term": term, "target": target, "pages": pages, **_header_of_merging(term)}
    return render(request, "core/admin/merge_term.html", context)


def _header_of_merging(term: Term) -> dict[str, Any]:
    """The way here, as on every page of the admin."""
    title = gettext("Merge “%(name)s” into another term") % {"name": term.label}
    way = [
        {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
        {"url": reverse("core_terms:list"), "label": str(Term._meta.verbose_name_plural).capitalize()},
        {"url": "", "label": title},
    ]
    return {"breadcrumbs_items": way, "page_title": title, "header_title": title, "header_icon": "tag"}


class GlossaryIndexView(WordsIndexView):
    words_in = ["acronym", "meanings__meaning", "meanings__acronym"]


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Glossary")
    index_view_class = GlossaryIndexView
    chooser_viewset_class = RowChooserViewSet
    list_display = ["acronym", Column("meaning", label=_("Meaning")), LiveStatusTagColumn()]
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return GlossaryEntry.objects.with_schedules().prefetch_related("meanings").order_by(F("acronym"))


class PreferredWordIndexView(WordsIndexView):
    words_in = ["avoided", "preferred"]


class PreferredWordViewSet(SnippetViewSet):
    model = PreferredWord
    icon = "edit"
    menu_label = _("Better words")
    index_view_class = PreferredWordIndexView
    chooser_viewset_class = RowChooserViewSet
    list_display = [
        "avoided",
        Column("preferred", label=_("Write")),
        Column("language", label=_("Language"), accessor="get_language_display"),
        LiveStatusTagColumn(),
    ]
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return PreferredWord.objects.with_schedules().order_by(F("language"), F("avoided"))


class NamesToTranslateItem(MenuItem):
    """The list of terms without a name in a language: what translators work through."""

    def __init__(self, code: str, language: str | Promise, order: int) -> None:
        self.code = code
        # In the language of whoever looks, not of the start of the program: "%" alone would settle it here.
        label = lazy(lambda: gettext("Terms without a name in %(language)s") % {"language": language}, str)()
        super().__init__(label, "", name=f"terms-without-{code}", icon_name="globe", order=order)

    @property
    def url(self) -> str:
        return reverse("core_terms:list") + f"?missing={self.code}"

    @url.setter
    def url(self, value: str) -> None:
        """The address is only known when the admin's addresses are loaded."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_term") or request.user.has_perm("core.view_term")


class WordsGroup(SnippetViewSetGroup):
    items = (TermViewSet, GlossaryViewSet, PreferredWordViewSet, TermMapViewSet)
    menu_label = pgettext_lazy("menu", "Words")
    menu_icon = "tag"
    menu_order = 510
