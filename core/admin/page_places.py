"""Where pages live: the place of a new page, and the page at which a chooser opens."""

from collections.abc import Iterable
from urllib.parse import quote

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import ParentChooserForm
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Page

from core.i18n.languages import current
from core.tree import above, front
from core.visibility import outside_bin, shown_in_admin
from users.models import AnyUser

# So many places are shown at once; of more, one is looked for. In a form, among other fields, fewer: few_choices.py.
FEW = 12


def address_of_place(page: Page, place: str) -> str:
    """The form of the page, open at a field or a block: static/js/admin-needed.js leads there."""
    return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}{f'#at={quote(place)}' if place else ''}"


def place_to_open(kinds: Iterable[type[Page]], user: AnyUser) -> Page | None:
    """Where pages of these kinds stand together in the writer's language; None where there is no such place."""
    pages = shown_in_admin(Page.objects.filter(locale__language_code=current()), user)
    if Page in kinds:
        home = front(current())
        return pages.filter(pk=home.pk).first() if home else None
    found = Page.objects.type(*kinds).filter(pk__in=pages.values("pk"))
    return found.first_common_ancestor(include_self=found.count() > 1) if found.exists() else None


class PlaceField(forms.ModelChoiceField):
    """A few places, each with what it is part of."""

    widget = forms.RadioSelect

    def label_from_instance(self, page: Page) -> str:
        way = " › ".join([*(node.title for node in above(page.path)[1:]), page.title])
        if page.locale.language_code == current():
            return way
        return f"{way} ({page.locale.get_display_name()})"


class KindParentView(ChooseParentView):
    """Offers the places of the writer's language, so that nobody is asked where there is but one."""

    page_title = _("Where does it belong?")

    def get_locale(self) -> None:
        """Of no language alone: Wagtail 8 would leave out the places of the others, and those of a writer in French."""

    def get_form(self) -> ParentChooserForm:
        form = super().get_form()
        places = self.get_places()
        kinds = [str(model._meta.verbose_name) for model in self.model.allowed_parent_page_models()]
        field = PlaceField(places, empty_label=None) if places.count() <= FEW else form.fields["parent_page"]
        field.label = _("Place")
        field.help_text = _("The new page will go under the page you choose here: %(kinds)s.") % {
            "kinds": ", ".join(kinds)
        }
        form.fields["parent_page"] = field
        return form

    def get_places(self) -> QuerySet:
        """All that this person may put such a page below, those of their language first."""
        is_other = Case(When(locale__language_code=current(), then=Value(0)), default=Value(1))
        places = outside_bin(super().get_valid_parent_pages(self.request.user))
        return places.select_related("locale").order_by(is_other, "path")

    def get_valid_parent_pages(self, user: AnyUser) -> QuerySet:
        parents = outside_bin(super().get_valid_parent_pages(user))
        own = parents.filter(locale__language_code=current())
        return own if own.exists() else parents
