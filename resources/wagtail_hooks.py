"""Findings in the admin's menu."""

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column

from core.admin.page_listings import AFTER, BEFORE, KindFilterSet, KindListing, TermFilter, term_column
from resources.duplicates import duplicate_warning
from resources.models import ResourcePage
from resources.spreadsheets.importing import views
from resources.spreadsheets.importing.permissions import indexes_for
from resources.views import gap_map_report


def years() -> list[tuple[str, str]]:
    found = ResourcePage.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


class ResourceFilterSet(KindFilterSet):
    year = django_filters.ChoiceFilter(label=_("Year"), choices=years)
    category = TermFilter("category", _("Category"))
    population = TermFilter("population", _("Population"))
    type = TermFilter("type", _("Type"))
    document_language = TermFilter("language", _("Language of the document"))


class ResourceListing(KindListing):
    name = "resource_list"
    model = ResourcePage
    icon = "doc-full-inverse"
    menu_label = _("Resources")
    menu_order = 130
    filterset_class = ResourceFilterSet
    columns = [
        *BEFORE,
        Column("year", label=_("Year"), sort_key="year", width="6%"),
        term_column("type", _("Type")),
        term_column("region", _("Region")),
        *AFTER,
    ]


@hooks.register("register_admin_viewset")
def list_of_findings() -> list[Any]:
    return [ResourceListing(), ResourceListing.explorer()]


# The gap map for editors

hooks.register("register_admin_urls", gap_map_report.admin_urls)


@hooks.register("register_reports_menu_item")
def menu_item_of_gap_map() -> MenuItem:
    return MenuItem(_("Gap map"), reverse_lazy("gap_map"), name="gap-map", icon_name="table", order=300)


# Imports of sheets

hooks.register("register_admin_urls", views.admin_urls)


class ImportsMenuItem(MenuItem):
    """For those who may add pages to a list of resources."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(indexes_for(request.user))


@hooks.register("register_reports_menu_item")
def menu_item_of_imports() -> MenuItem:
    return ImportsMenuItem(_("Import"), reverse_lazy("imports:list"), name="imports", icon_name="upload", order=200)


# The same resource twice

hooks.register("register_admin_urls", duplicate_warning.admin_urls)
hooks.register("insert_editor_js", duplicate_warning.editor_script)
