"""The directory in the admin: people, organisations and committees, in one menu."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.admin.page_listings import AFTER, BEFORE, KindListing, term_column
from core.admin.word_search import WordsIndexView
from core.models import Term
from networks.choosers import CommitteeChooserViewSet, OrganisationChooserViewSet, PersonChooserViewSet
from networks.models import Committee, NetworkPage, Organisation, Person
from networks.person_lines import names_of_people, parts_of_line

# What can be chosen comes with its names: one question for all of them.


class PersonFilterSet(WagtailFilterSet):
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=lambda _request: Organisation.objects.with_texts(), empty_label=_("Any")
    )

    class Meta:
        model = Person
        fields = ["organisation", "is_listed"]


class OrganisationFilterSet(WagtailFilterSet):
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=lambda _request: Term.objects.of("region").with_labels(), empty_label=_("Any")
    )
    sector = django_filters.ModelChoiceFilter(
        label=_("Sector"), queryset=lambda _request: Term.objects.of("sector").with_labels(), empty_label=_("Any")
    )

    class Meta:
        model = Organisation
        fields = ["is_member", "region", "sector"]


class PersonIndexView(WordsIndexView):
    words_in = ["name", "sort_name", "organisation__texts__name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    index_view_class = PersonIndexView
    chooser_viewset_class = PersonChooserViewSet
    chooser_per_page = 20
    list_display = [
        "name",
        "credentials",
        Column("role", label=_("Role")),
        "organisation",
        BooleanColumn("is_listed", label=_("Own page")),
        LiveStatusTagColumn(),
    ]
    filterset_class = PersonFilterSet
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Person.objects.with_texts().with_schedules()


class OrganisationIndexView(WordsIndexView):
    words_in = ["short", "slug", "texts__name"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    chooser_viewset_class = OrganisationChooserViewSet
    chooser_per_page = 20
    list_display = [
        Column("name", label=_("Name")),
        "short",
        "region",
        BooleanColumn("is_member", label=_("Member")),
        LiveStatusTagColumn(),
    ]
    filterset_class = OrganisationFilterSet
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = Organisation.objects.with_texts().with_schedules()
        return rows.select_related("region").prefetch_related("region__labels")


class CommitteeIndexView(WordsIndexView):
    words_in = ["slug", "texts__name"]


def vacancies(committee: Committee) -> int:
    return len(committee.vacant_seats)


class CommitteeViewSet(SnippetViewSet):
    model = Committee
    icon = "clipboard-list"
    menu_label = _("Committees")
    index_view_class = CommitteeIndexView
    chooser_viewset_class = CommitteeChooserViewSet
    list_display = [
        "name",
        Column("status", accessor="get_status_display", label=_("State"), sort_key="status"),
        Column("vacant", accessor=vacancies, label=_("Vacant seats")),
        UpdatedAtColumn(label=_("Updated")),
        LiveStatusTagColumn(),
    ]
    list_filter = ["status"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Committee.objects.with_seats().with_schedules()


class DirectoryGroup(SnippetViewSetGroup):
    items = (PersonViewSet, OrganisationViewSet, CommitteeViewSet)
    menu_label = _("Directory")
    menu_icon = "group"
    menu_order = 500


register_snippet(DirectoryGroup)


class NetworkListing(KindListing):
    name = "network_list"
    model = NetworkPage
    icon = "site"
    menu_label = _("Network pages")
    menu_order = 140
    columns = [*BEFORE, ParentPageColumn("parent", label=_("Part of")), term_column("region", _("Region")), *AFTER]


@hooks.register("register_admin_viewset")
def list_of_network_pages() -> list[Any]:
    return [NetworkListing(), NetworkListing.explorer()]


# A person as one line, and by name


@hooks.register("register_admin_urls")
def address_of_person_lines() -> list[URLPattern]:
    return [
        path("person-line/", parts_of_line, name="person_line"),
        path("person-names/", names_of_people, name="person_names"),
    ]


@hooks.register("insert_editor_js")
def script_of_person_lines() -> str:
    scripts = ((static(f"js/admin-{name}.js"),) for name in ("person-line", "same-people"))
    return format_html_join("\n", '<script type="module" src="{}"></script>', scripts)
