"""Reports › Pictures in the admin: those that pages leave out because they cannot be shown."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from files.models import SiteImage

# As in files/file_report.py.
POLICY = CollectionOwnershipPermissionPolicy(SiteImage, auth_model=Image, owner_field_name="uploaded_by_user")


class DamagedPicturesReport(ReportView):
    model = SiteImage
    page_title = _("Pictures that cannot be shown")
    header_icon = "image"
    index_url_name = "damaged_pictures"
    index_results_url_name = "damaged_pictures_results"
    permission_policy = POLICY
    any_permission_required = ["add", "change"]
    no_results_message = _("Every picture that pages use can be shown.")
    list_export = ["title", "filename"]
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtailimages:edit"),
        Column("filename", label=_("File")),
        DateColumn("created_at", label=_("Added")),
    ]

    def get_queryset(self) -> QuerySet:
        own = POLICY.instances_user_has_permission_for(self.request.user, "change")
        return own.filter(is_damaged=True).order_by("-created_at", "-pk")


class PicturesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return POLICY.user_has_any_permission(request.user, ["add", "change"])


def menu_item() -> MenuItem:
    address = reverse("damaged_pictures")
    return PicturesItem(_("Damaged pictures"), address, name="damaged-pictures", icon_name="image", order=66)


def admin_urls() -> list[Any]:
    return [
        path("reports/pictures/", DamagedPicturesReport.as_view(), name="damaged_pictures"),
        path(
            "reports/pictures/results/",
            DamagedPicturesReport.as_view(results_only=True),
            name="damaged_pictures_results",
        ),
    ]
