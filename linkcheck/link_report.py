"""Reports › Links in the admin: which links are broken, on which pages, since when, and what to do about it."""

import datetime
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from caching import site_version
from core.admin.template_cells import TemplateColumn
from core.i18n.dates import moment
from linkcheck.models import ExternalLink, ExternalLinkUse
from users.models import AnyUser

State, Problem = ExternalLink.State, ExternalLink.Problem
RIGHTS = ["add", "change", "publish"]


def editable_pages(user: AnyUser) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def links_for(user: AnyUser) -> QuerySet[ExternalLink]:
    """Links that stand on pages which this person may edit, the broken ones first."""
    mine = ExternalLinkUse.objects.filter(page__in=editable_pages(user)).values("link")
    rank = Case(
        When(state=State.BROKEN, is_accepted=False, then=Value(0)),
        When(failures__gt=0, is_accepted=False, then=Value(1)),
        When(state=State.UNKNOWN, is_accepted=False, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return ExternalLink.objects.filter(pk__in=mine).order_by(rank, "broken_since", "host", "pk")


def how_far(links: QuerySet[ExternalLink]) -> str:
    """How many of the links are known to answer, and since when nobody was asked."""
    total, answering = links.count(), links.filter(state=State.GOOD).count()
    if not settings.LINK_CHECKS:
        return _("Link checking is turned off for this site (LINK_CHECKS).")
    if not total:
        return _("No page links to another site.")
    last = links.order_by("-checked_at").exclude(checked_at=None).values_list("checked_at", flat=True).first()
    if last is None:
        return _("No link has been checked yet. If this does not change, other sites cannot be reached from here.")
    words = _("No broken links are known. %(good)d of %(total)d links answered; the last check was on %(when)s.")
    when = moment(last)
    return words % {"good": answering, "total": total, "when": when}


class ShowFilter(django_filters.ChoiceFilter):
    """Without a choice: what needs a person."""

    rules = {
        "": Q(is_accepted=False) & (Q(state=State.BROKEN) | Q(failures__gt=0)),
        "unknown": Q(state=State.UNKNOWN),
        "accepted": Q(is_accepted=True),
        "all": Q(),
    }

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(self.rules[value or ""])


class LinkFilterSet(WagtailFilterSet):
    show = ShowFilter(
        label=gettext_lazy("Show"),
        choices=[
            ("unknown", gettext_lazy("Cannot be checked")),
            ("accepted", gettext_lazy("Checked by a person: works")),
            ("all", gettext_lazy("All links")),
        ],
        empty_label=gettext_lazy("Broken or failing"),
        widget=forms.RadioSelect,
    )
    host = django_filters.CharFilter(label=gettext_lazy("Site"), lookup_expr="icontains")

    class Meta:
        model = ExternalLink
        fields: list[str] = []


class Cell(TemplateColumn):
    template = "linkcheck/admin/link_{}.html"


class LinkReport(ReportView):
    model = ExternalLink
    page_title = gettext_lazy("Links to other sites")
    header_icon = "link-external"
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    permission_policy = page_permission_policy
    any_permission_required = RIGHTS
    filterset_class = LinkFilterSet
    list_export = ["address", "state", "problem", "broken_since", "good_at", "checked_at", "failures"]
    columns = [
        Cell("address", label=gettext_lazy("Address")),
        Cell("problem", label=gettext_lazy("What is wrong")),
        Cell("pages", label=gettext_lazy("Pages that link to it")),
        Cell("actions", label=gettext_lazy("What to do")),
    ]

    def get_queryset(self) -> QuerySet[ExternalLink]:
        return links_for(self.request.user)

    @property
    def no_results_message(self) -> str:
        """What an empty list means: silence of a checker that asked nobody is no good news."""
        return how_far(links_for(self.request.user))

    def decorate_paginated_queryset(self, object_list: Iterable[ExternalLink]) -> list[ExternalLink]:
        links = list(object_list)
        uses = ExternalLinkUse.objects.filter(link__in=links, page__in=editable_pages(self.request.user))
        for link in links:
            link.used_on = []
        by_pk = {link.pk: link for link in links}
        for use in uses.select_related("page").order_by("page__title"):
            by_pk[use.link_id].used_on.append(use.page)
        return links


# What a person may do with one link


def _link_of(request: HttpRequest, pk: int) -> ExternalLink:
    return get_object_or_404(links_for(request.user), pk=pk)


def _back(request: HttpRequest) -> HttpResponse:
    """To the list as it was: its filters and page are in the address."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return redirect(address if is_ours else reverse("links_report"))


@require_POST
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    link = _link_of(request, pk)
    ExternalLink.objects.filter(pk=link.pk).update(next_check_at=timezone.now() - datetime.timedelta(days=365))
    messages.success(request, _("The link will be checked in a moment. Reload the list to see the result."))
    return _back(request)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    link = _link_of(request, pk)
    ExternalLink.objects.filter(pk=link.pk).update(is_accepted=not link.is_accepted)
    # Pages say so, or say so no longer.
    site_version.bump()
    if link.is_accepted:
        messages.success(request, _("The link is back in the list of broken links."))
    else:
        messages.success(request, _("The link is off the list, unless it works again and then breaks."))
    return _back(request)


def may_see_report(user: AnyUser) -> bool:
    return page_permission_policy.user_has_any_permission(user, RIGHTS)


class LinksItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request.user)


def menu_item() -> MenuItem:
    return LinksItem(gettext_lazy("Links"), reverse("links_report"), name="links", icon_name="link-external", order=60)


def admin_urls() -> list[Any]:
    return [
        path("reports/links/", LinkReport.as_view(), name="links_report"),
        path("reports/links/results/", LinkReport.as_view(results_only=True), name="links_report_results"),
        path("reports/links/<int:pk>/check/", check_again, name="check_link_again"),
        path("reports/links/<int:pk>/accept/", accept, name="accept_link"),
    ]
