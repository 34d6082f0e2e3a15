"""Lists of one kind of page in the admin, with what staff look for: date, state, region, language."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Locale, Page, WorkflowState

from caching.site_version import cached_until_change
from core.admin.page_places import KindParentView
from core.admin.row_menus import RowTitleColumn
from core.admin.term_fields import in_tree_order
from core.i18n.languages import current
from core.models import BasePage, PageTerm, Term
from core.together.shared_hours import waits_for_shared_hour
from core.visibility import outside_bin

BEFORE = [BulkActionsColumn("bulk_actions"), RowTitleColumn("title", label=_("Title"), sort_key="title")]
AFTER = [
    Column("locale", label=_("Language"), accessor="locale.get_display_name", sort_key="locale", width="7%"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="9%"),
    PageStatusColumn("status", label=_("State"), sort_key="live", width="7%"),
]


def terms_shown(vocabulary: str) -> Callable[[BasePage], str]:
    """What a column says about the page's terms of this vocabulary."""
    return lambda page: ", ".join(term.short for term in page.terms_of(vocabulary))


def term_column(vocabulary: str, label: str | Promise) -> Column:
    return Column(vocabulary, label=label, accessor=terms_shown(vocabulary), width="11%")


class StateFilter(django_filters.ChoiceFilter):
    """What a page waits for, in the words of the site."""

    states = {
        "live": (_("Live"), {"live": True}),
        "changed": (_("Live, with changes that are not"), {"live": True, "has_unpublished_changes": True}),
        "draft": (_("Draft"), {"live": False}),
        "scheduled": (_("Will go live by itself"), {"_revisions__approved_go_live_at__isnull": False}),
    }

    def __init__(self, **kwargs: Any) -> None:
        choices = [(key, label) for key, (label, _rule) in self.states.items()] + [("review", _("In review"))]
        super().__init__(label=_("State"), choices=choices, empty_label=_("Any"), widget=forms.RadioSelect, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if value == "review":
            return qs.filter(pk__in=_in_review())
        if value in self.states:
            rule = Q(**self.states[value][1])
            if value == "scheduled":
                rule |= waits_for_shared_hour()
            return qs.filter(pk__in=qs.model._default_manager.filter(rule).values("pk"))
        return qs


def _in_review() -> list[int]:
    waiting = WorkflowState.objects.active().values_list("object_id", flat=True)
    return [int(key) for key in waiting if key.isdecimal()]


@cached_until_change
def _terms_in_order(vocabulary: str, language: str) -> list[tuple[str, str]]:
    return [(str(term.pk), label) for term, label in in_tree_order(list(Term.objects.of(vocabulary).with_labels()))]


def term_choices(vocabulary: str) -> Callable[[], list[tuple[str, str]]]:
    """Callable, so that nothing is read from the database on import."""
    return lambda: _terms_in_order(vocabulary, current())


class TermFilter(django_filters.ChoiceFilter):
    """Pages with this term, or with a part of it: a province finds its towns."""

    def __init__(self, vocabulary: str, label: str | Promise) -> None:
        super().__init__(label=label, choices=term_choices(vocabulary), empty_label=_("Any"))

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        wanted, found = {int(value)}, set()
        while wanted:
            found |= wanted
            wanted = set(Term.objects.filter(parent__in=wanted).values_list("pk", flat=True)) - found
        return qs.filter(pk__in=PageTerm.objects.filter(term__in=found).values("page"))


class KindFilterSet(PageFilterSet):
    """State, region, language and who edited it. Kinds add theirs."""

    state = StateFilter()
    region = TermFilter("region", _("Region"))
    # Wagtail reads a parameter named “locale” in a way of its own.
    written_in = django_filters.ModelChoiceFilter(
        label=_("Language"),
        field_name="locale",
        queryset=Locale.objects.all(),
        empty_label=_("Any"),
        widget=forms.RadioSelect,
    )
    # There is one site, and whose page it is matters less than who worked on it.
    site = owner = has_child_pages = None


class AnyExplorableIndexView(ExplorableIndexView):
    """Without what was deleted."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(outside_bin(pages))


class KindExplorableIndexView(AnyExplorableIndexView):
    """The same columns and filters where one walks through the tree of pages."""

    base_filterset_class = KindFilterSet

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages).prefetch_related("page_terms")


class KindIndexView(IndexView):
    base_filterset_class = KindFilterSet
    # The language has a column of its own.
    show_locale_labels = False

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(outside_bin(pages)).prefetch_related("page_terms")


class AnyPageListing(PageViewSet):
    """Walking through the tree, where pages of several kinds stand below one."""

    model = Page
    index_view_class = AnyExplorableIndexView
    columns = [
        RowTitleColumn("title", label=column.label, sort_key="title") if isinstance(column, PageTitleColumn) else column
        for column in ExplorableIndexView.base_columns
    ]


class KindListing(PageListingViewSet):
    """A list in the admin's menu, of all pages of a kind wherever they stand."""

    index_view_class = KindIndexView
    choose_parent_view_class = KindParentView
    filterset_class = KindFilterSet
    add_to_admin_menu = True

    @classmethod
    def explorer(cls) -> PageViewSet:
        """Shows the pages of this kind in the same way below the list page that holds them."""
        return PageViewSet(
            model=cls.model,
            icon=cls.icon,
            index_view_class=KindExplorableIndexView,
            columns=cls.columns,
            filterset_class=cls.filterset_class,
        )
