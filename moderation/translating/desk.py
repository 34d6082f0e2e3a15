"""Where a translator sees what is to be done: a panel on the desk, and Reports › Translations."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page

from core.admin.template_cells import TemplateColumn
from moderation.translating.unfinished import MAY_TRANSLATE, Standing, originals_for, target_locales, unfinished
from users.models import AnyUser

ON_THE_DESK = 5
# The parameter of the report that says into which language.
INTO = "into"


class ToTranslate(Component):
    """For each other language: how much is to be done, and what comes first."""

    name = "to_translate"
    template_name = "moderation/translating/to_translate.html"
    order = 140

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        locales = target_locales() if user.has_perm(MAY_TRANSLATE) else Locale.objects.none()
        parts = [_part(user, locale) for locale in locales]
        return {"parts": [part for part in parts if part["entries"]]}


def _part(user: AnyUser, locale: Locale) -> dict[str, Any]:
    pages = unfinished(originals_for(user, locale))
    numbers = dict(pages.order_by().values_list("standing").annotate(Count("pk")))
    return {
        "locale": locale,
        "entries": list(pages[:ON_THE_DESK]),
        "numbers": [(standing.label, numbers[standing]) for standing in Standing if numbers.get(standing)],
        "report": f"{reverse('translations_report')}?{INTO}={locale.language_code}",
    }


class StandingFilter(django_filters.ChoiceFilter):
    """Without a choice: what is to be done."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if value == "all":
            return qs
        return qs.filter(standing=value) if value else unfinished(qs)


class IntoFilter(django_filters.ChoiceFilter):
    """The report has chosen by it before: each page's standing is one in a language."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs


def _languages() -> list[tuple[str, str]]:
    return [(locale.language_code, locale.get_display_name()) for locale in target_locales()]


class TranslationsFilterSet(WagtailFilterSet):
    into = IntoFilter(label=_("Into"), choices=_languages, empty_label=None, widget=forms.RadioSelect)
    standing = StandingFilter(
        label=_("Show"),
        choices=[*Standing.choices, ("all", _("All pages"))],
        empty_label=_("What is to be done"),
        widget=forms.RadioSelect,
    )
    title = django_filters.CharFilter(label=_("Title"), lookup_expr="icontains")

    class Meta:
        model = Page
        fields: list[str] = []


class Cell(TemplateColumn):
    template = "moderation/translating/{}.html"


class TranslationsReport(ReportView):
    """Each page of the first language, with or without a translation. wagtail-localize's lists those with one."""

    model = Page
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    filterset_class = TranslationsFilterSet
    columns = [
        Cell("original", label=_("Page")),
        Column("kind", label=_("Kind"), accessor=lambda page: page.specific_class.get_verbose_name()),
        Cell("standing", label=_("Status")),
        Cell("next_step", label=_("What to do")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_TRANSLATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locale_into(self) -> Locale | None:
        locales = list(target_locales())
        asked = [locale for locale in locales if locale.language_code == self.request.GET.get(INTO)]
        return next(iter(asked or locales), None)

    def get_queryset(self) -> QuerySet[Page]:
        if self.locale_into is None:
            # A site of one language. The filters ask for the standing all the same.
            return Page.objects.annotate(standing=Value(Standing.MISSING)).none()
        return originals_for(self.request.user, self.locale_into)


class TranslationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_TRANSLATE)


def menu_item() -> MenuItem:
    address = reverse_lazy("translations_report")
    return TranslationsItem(_("Translations"), address, name="translations", icon_name="site", order=9000)


def without_the_other(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Ours takes the place of wagtail-localize's."""
    other = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != other]


def admin_urls() -> list[URLPattern]:
    return [
        path("reports/translations/", TranslationsReport.as_view(), name="translations_report"),
        path(
            "reports/translations/results/",
            TranslationsReport.as_view(results_only=True),
            name="translations_report_results",
        ),
    ]
