"""Maps of vocabularies in the admin: for administrators, who upload one SVG for a vocabulary."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from core.admin.word_search import RowChooserViewSet
from core.drawings.svg_shapes import LARGEST_FILE, Drawing
from core.models import TermMap
from core.models.term_maps import read_map

# Names that a message lists before it stops.
MOST_NAMES = 12


class TermMapForm(WagtailAdminModelForm):
    file = forms.FileField(
        label=_("SVG file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
        help_text=_(
            "Each shape (path, polygon or group) has the address part of a term as its id, or as data-term. Only the "
            "outlines are kept; colours, words and everything else of the file are left out."
        ),
    )

    drawing: Drawing | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and cleaned.get("vocabulary"):
            try:
                # One byte more than allowed shows that there are too many.
                self.drawing = read_map(cleaned["vocabulary"], file.read(LARGEST_FILE + 1))
            except ValidationError as error:
                self.add_error("file", error)
        elif not file and not self.instance.outlines and "file" not in self.errors:
            self.add_error("file", _("Choose an SVG file."))
        return cleaned

    def save(self, commit: bool = True) -> TermMap:
        if self.drawing:
            self.instance.take(self.drawing)
        return super().save(commit)


def warnings_of(form: TermMapForm) -> list[str]:
    if not form.drawing:
        return []
    found = []
    if unknown := form.drawing.unknown:
        sentence = ngettext(
            "%(number)s shape was left out, because no term has its name: %(names)s",
            "%(number)s shapes were left out, because no term has their names: %(names)s",
            len(unknown),
        )
        found.append(sentence % {"number": len(unknown), "names": _some(unknown)})
    if missing := form.instance.terms_without:
        sentence = gettext("The map has no shape for: %(names)s")
        found.append(sentence % {"names": _some([term.label for term in missing])})
    return found


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


class WarningView(FormMixin):
    """Says after saving which shapes have no term, and which terms no shape."""

    request: HttpRequest

    def form_valid(self, form: TermMapForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        for warning in warnings_of(form):
            messages.warning(self.request, warning)
        return response


class CreateMapView(WarningView, CreateView):
    pass


class EditMapView(WarningView, EditView):
    pass


def shape_count(row: TermMap) -> str:
    return format_html("{}", len(row.outlines))


class TermMapViewSet(SnippetViewSet):
    model = TermMap
    icon = "site"
    menu_label = _("Maps")
    add_view_class = CreateMapView
    edit_view_class = EditMapView
    chooser_viewset_class = RowChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("vocabulary"),
            FieldPanel("file"),
            HelpPanel(template="core/admin/term_map_panel.html", heading=_("The map as it is")),
        ],
        base_form_class=TermMapForm,
    )
    list_display = ["__str__", Column("shapes", label=_("Shapes"), accessor=shape_count)]
