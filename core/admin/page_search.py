"""Looking for a page in the admin: as Wagtail does, but a row asks for its menu when it is opened, and parents come
together. What these lists cost does not depend on how many rows they have.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views import chooser
from wagtail.admin.views.pages import search
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.admin.choice_order import first_of, last_chosen, newest_first
from core.admin.page_places import place_to_open
from core.admin.row_menus import RowTitleColumn
from core.visibility import outside_bin


def with_row_menus(columns: Iterable[Column]) -> list[Column]:
    """The same columns, with titles that lead to the menu of their row."""
    return [
        RowTitleColumn(column.name, label=column.label, sort_key=column.sort_key)
        if isinstance(column, PageTitleColumn)
        else column
        for column in columns
    ]


class PageSearchView(search.SearchView):
    columns = with_row_menus(search.SearchView.columns)

    all_pages: PageQuerySet

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        """Without what was deleted, here and in the numbers beside the kinds."""
        self.all_pages = outside_bin(self.all_pages)
        return super().annotate_queryset(outside_bin(pages))


class ChooserBrowseView(chooser.BrowseView):
    """Opens where such pages live: Wagtail goes by the pages of all languages, and so to the root of the tree.

    The newest stand first, of kinds that have a day; of others, those that this person chose last.
    """

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        try:
            kinds = chooser.page_models_from_string(request.GET.get("page_type") or "wagtailcore.page")
        except (ValueError, LookupError) as error:
            raise Http404 from error
        if parent_page_id is None:
            place = place_to_open(kinds, request.user)
            parent_page_id = place.pk if place else None
        return super().get(request, parent_page_id)

    def filter_object_list(self, pages: PageQuerySet) -> PageQuerySet:
        pages = super().filter_object_list(pages)
        order: list[Any] = newest_first(self.desired_classes)
        if not order and self.desired_classes != (Page,):
            order = [first_of(last_chosen(self.desired_classes, self.request.user))]
        return pages.order_by(*order, "path") if order else pages


class ChooserSearchView(chooser.SearchView):
    def get(self, request: HttpRequest) -> HttpResponse:
        response: Any = super().get(request)
        attach_parents(list(response.context_data["pages"]))
        return response


def attach_parents(pages: list[Page]) -> None:
    """Where the tree looks for what it was asked before, so that no row asks again."""
    paths = {page.path[: -Page.steplen] for page in pages}
    parents = {page.path: page for page in Page.objects.filter(path__in=paths).select_related("locale")}
    for page in pages:
        page._cached_parent_obj = parents.get(page.path[: -Page.steplen])


def urls() -> list[URLPattern]:
    """They stand before Wagtail's own, at the same addresses."""
    return [
        path("pages/search/", require_admin_access(PageSearchView.as_view())),
        path("pages/search/results/", require_admin_access(PageSearchView.as_view(results_only=True))),
        path("choose-page/", require_admin_access(ChooserBrowseView.as_view())),
        path("choose-page/<int:parent_page_id>/", require_admin_access(ChooserBrowseView.as_view())),
        path("choose-page/search/", require_admin_access(ChooserSearchView.as_view())),
    ]
