"""Reports › Documents in the admin: those whose words cannot be searched, and why."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.models import Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from core.admin.template_cells import TemplateColumn
from files.models import SiteDocument
from files.search_text import read_again
from users.models import AnyUser

# As Wagtail's own for documents, whose rights are those of its model: its module of permissions warns, in the version
# ahead, when it is imported early.
POLICY = CollectionOwnershipPermissionPolicy(SiteDocument, auth_model=Document, owner_field_name="uploaded_by_user")
State = SiteDocument.TextState


class UnreadFilterSet(WagtailFilterSet):
    text_state = django_filters.ChoiceFilter(
        label=gettext_lazy("Text for search"),
        choices=State.choices,
        empty_label=gettext_lazy("Cannot be searched"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SiteDocument
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data.get("text_state")
        return found if chosen else found.filter(text_state__in=[State.BROKEN, State.TOO_LARGE, State.EMPTY])


class AgainColumn(TemplateColumn):
    template = "files/admin/document_again.html"


class UnreadFilesReport(ReportView):
    model = SiteDocument
    page_title = gettext_lazy("Documents whose text cannot be read")
    header_icon = "doc-full-inverse"
    index_url_name = "unread_files"
    index_results_url_name = "unread_files_results"
    permission_policy = POLICY
    any_permission_required = ["add", "change"]
    filterset_class = UnreadFilterSet
    no_results_message = gettext_lazy("The text of every document can be searched.")
    list_export = ["title", "filename", "text_state"]
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="wagtaildocs:edit"),
        Column("filename", label=gettext_lazy("File")),
        Column("text_state", label=gettext_lazy("Text for search"), accessor="get_text_state_display"),
        DateColumn("created_at", label=gettext_lazy("Added")),
        AgainColumn("again", label=gettext_lazy("What to do")),
    ]

    def get_queryset(self) -> QuerySet:
        return files_for(self.request.user).order_by("-created_at", "-pk")


def files_for(user: AnyUser) -> QuerySet:
    """Documents that this person may edit."""
    return POLICY.instances_user_has_permission_for(user, "change")


@require_POST
def read_file_again(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(files_for(request.user), pk=pk)
    read_again(SiteDocument.objects.filter(pk=document.pk))
    messages.success(request, _("The document will be read again in a moment."))
    return redirect("unread_files")


class FilesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return POLICY.user_has_any_permission(request.user, ["add", "change"])


def menu_item() -> MenuItem:
    label = gettext_lazy("Documents without text")
    return FilesItem(label, reverse("unread_files"), name="unread-files", icon_name="doc-full-inverse", order=65)


def admin_urls() -> list[Any]:
    return [
        path("reports/documents/", UnreadFilesReport.as_view(), name="unread_files"),
        path("reports/documents/results/", UnreadFilesReport.as_view(results_only=True), name="unread_files_results"),
        path("reports/documents/<int:pk>/read/", read_file_again, name="read_file_again"),
    ]
