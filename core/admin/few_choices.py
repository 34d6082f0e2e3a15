"""A choice among few is shown whole in the form; only among many a window is opened to look for one (decision 65)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.widgets import AdminPageChooser, BaseChooser
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.widgets import AdminSnippetChooser

from core.admin.begun_in_form import may_begin
from core.admin.choice_order import newest_first
from core.visibility import shown_in_admin
from users.models import AnyUser

if TYPE_CHECKING:
    from core.forms import PageForm

# So many stand in a form among other fields. Of many more, one is found sooner by its name.
FEW = 7


class Begun(NamedTuple):
    """How a page that is missing is begun from here."""

    label: str
    address: str
    language: str


class Few(forms.RadioSelect):
    """Radio buttons that are heard as one group, by the name of their field; below them, what is missing is begun."""

    template_name = "core/widgets/few.html"

    class Media:
        js = ["js/admin-few.js"]

    def __init__(self, label: str, choices: Iterable[tuple[object, str]], begun: Begun | None) -> None:
        super().__init__(choices=choices)
        self.label = label
        self.begun = begun

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"label": self.label, "begun": self.begun}
        return context


def show_few(form: "PageForm") -> None:
    """Radio buttons in place of the windows that would hold few rows which this person may see."""
    # The page of a preview that was never saved has no language of its own.
    of = form.instance if form.instance.locale_id else form.parent_page
    if form.for_user is None or of is None:
        return
    for name, field in form.fields.items():
        if not isinstance(field.widget, AdminPageChooser | AdminSnippetChooser):
            continue
        rows = _offered(field.widget, form.for_user, of.locale_id)
        begun = _begun(field.widget, form.for_user, of.locale.language_code)
        if len(rows) > FEW or not (rows or begun):
            continue
        chosen = form.initial.get(name)
        if chosen and chosen not in {row.pk for row in rows}:
            rows += [row for row in [field.widget.get_instance(chosen)] if row]
        empty = [] if field.required else [("", pgettext("choice", "None"))]
        # The rows that are shown; what the field takes stays as it was.
        choices = [*empty, *((row.pk, _label(row, of)) for row in rows)]
        field.widget = Few(str(field.label), choices, begun)


def _begun(widget: BaseChooser, user: AnyUser, language: str) -> Begun | None:
    kind = widget.model_class
    if not may_begin(kind, user, language):
        return None
    return Begun(kind.begun_by_title, reverse("begin_in_form", args=[kind._meta.label_lower]), language)


def _offered(widget: BaseChooser, user: AnyUser, locale_id: int) -> list[Any]:
    return _pages(widget, user, locale_id) if isinstance(widget, AdminPageChooser) else _rows(widget)


def _rows(widget: BaseChooser) -> list[Any]:
    return list(widget.model_class.objects.all()[: FEW + 1])


def _pages(widget: AdminPageChooser, user: AnyUser, locale_id: int) -> list[Page]:
    """Each content once: in the language of the form's page, else in one that it has."""
    kind = widget.model_class
    most = (FEW + 1) * len(settings.LANGUAGES)
    pages: PageQuerySet = shown_in_admin(kind.objects.all(), user)
    found: dict[Any, Page] = {}
    for page in (
        pages.order_by(*newest_first([kind], kind), "path").select_related("locale").defer_streamfields()[:most]
    ):
        if page.translation_key not in found or page.locale_id == locale_id:
            found[page.translation_key] = page
    return list(found.values())


def _label(row: Model, of: Page) -> str:
    """With what tells it from others: the day of an event, another language, that it is not live."""
    if not isinstance(row, Page):
        notes = []
        name = str(row)
    else:
        name = row.get_admin_display_title()
        other = row.locale.get_display_name() if row.locale_id != of.locale_id else ""
        notes = [getattr(row, "hit_note", ""), other]
    notes += [] if getattr(row, "live", True) else [_("Draft")]
    return " · ".join([name, *(str(note) for note in notes if note)])
