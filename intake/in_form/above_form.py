"""What stands above the form of a page: the door for a document on a new page, what was read on one made from it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.models.editor_tabs import above_form
from intake.filling import has_recipe
from intake.guesses import label_of, read_as, standing
from intake.in_form.piece_items import ListOfForm, lists_of
from intake.models import Intake


class ModuleScript(Script):
    """A script of ours: a module, as all of them are."""

    def __init__(self, path: str) -> None:
        super().__init__(path, type="module")


class Door(Component):
    """On a new page: the way to begin with a document."""

    template_name = "intake/door.html"

    class Media:
        css = {"all": ["css/admin-intake.css"]}

    def __init__(self, page_class: type[Page], parent: Page) -> None:
        self.address = address_of_door(page_class, parent)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"address": self.address}


class OpenIntake(Component):
    """On a page that was made from a document: what to confirm, what to place, what was not kept."""

    template_name = "intake/open_intake.html"

    class Media:
        js = [ModuleScript("js/admin-intake.js")]
        css = {"all": ["css/admin-intake.css"]}

    def __init__(self, intake: Intake, page: Page, shown: Iterable[str]) -> None:
        self.intake, self.page, self.shown = intake, page, shown

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "intake": self.intake,
            "guesses": list(self._guesses()),
            "pasted": self.intake.pasted_text,
            "pieces": list(self._pieces()),
            "waiting": about_waiting(len(self.intake.open_pieces)),
            "lists": list(self._lists()),
        }

    def _lists(self) -> Iterator[ListOfForm]:
        """Where a piece can be put, in the order of the form, which may not show all of them."""
        known = {one.name: one for one in lists_of(self.page)}
        return (known[name] for name in self.shown if name in known)

    def _pieces(self) -> Iterator[dict[str, Any]]:
        for number, html in enumerate(self.intake.leftovers):
            yield {"number": number, "html": html, "is_settled": number in self.intake.settled}

    def _guesses(self) -> Iterator[dict[str, Any]]:
        """Each with its label; words from which several were read stand once."""
        said = ""
        for guess in self.intake.open_guesses:
            if found := standing(self.page, guess):
                passage = "" if guess["passage"] == said else guess["passage"]
                said = guess["passage"]
                label = label_of(self.page, guess["field"])
                yield guess | {"label": label, "passage": passage, "read_as": read_as(found)}


def about_waiting(total: int) -> str:
    """How many pieces nobody has placed or left out yet."""
    return ngettext("%(total)s piece not placed yet", "%(total)s pieces not placed yet", total) % {"total": total}


def address_of_door(page_class: type[Page], parent: Page) -> str:
    names = [page_class._meta.app_label, page_class._meta.model_name, parent.pk]
    return reverse("intake_start", args=names)


@above_form
def of_new_or_read_page(bound: Panel.BoundPanel) -> Component | None:
    page, parent = bound.instance, getattr(bound.form, "parent_page", None)
    if not isinstance(page, Page) or not has_recipe(type(page)):
        return None
    if page.pk is None:
        return Door(type(page), parent) if parent else None
    intake = Intake.objects.open().filter(page_id=page.pk).first()
    return OpenIntake(intake, page, bound.form.fields) if intake else None
