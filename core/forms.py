"""The editor's form of a page: a field for each vocabulary, and the rules for going live."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.admin.as_before import show_as_before
from core.admin.few_choices import show_few
from core.admin.term_fields import TermsField, each_once
from core.going_live import Problem, errors_of_blocks, labelled, problems_of
from core.i18n.time_zones import zone_choices, zone_name
from core.locking import one_check_at_a_time
from core.models.page_terms import PageTerm
from core.models.terms import Vocabulary
from core.page_slugs import free_page_slug
from core.text.pasted_lists import with_all_lines
from core.typed_fields import MomentInput

# Sent beside the fields by whoever means to go on with the page, as with sending it to review.
SHOWS_PROBLEMS = "shows-problems"


class ZoneSelect(forms.Select):
    """The time zones that can be chosen, named in the editor's language."""

    template_name = "core/widgets/zone_select.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=CallableChoiceIterator(zone_choices))

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """What is chosen, and the editor's own zone, stand first."""
        self.choices = zone_choices([*value, timezone.get_current_timezone_name()])
        return super().optgroups(name, value, attrs)


def zone_of_the_network(section: Page | None) -> str:
    """What staff set for the site; a new session most often takes place there."""
    site = section.get_site() if section else None
    settings = apps.get_model("core", "SiteSettings")
    return settings.for_site(site).time_zone if site else settings.time_zone.field.default


class PageForm(WagtailAdminPageForm):
    """The form of every page. `term_slots` of the page's class decide which vocabularies it asks for."""

    # What a new page begins with: for a field, a function of the section that it will stand in.
    beginnings: dict[str, Callable[[Page | None], Any]] = {}
    # What it takes over from the last pages of its kind in its section.
    repeated: tuple[str, ...] = ()

    def __init__(self, *args: Any, is_shown: bool = True, **kwargs: Any) -> None:
        """Not `is_shown`: it is asked what is missing, and nobody sees its boxes."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        # Wagtail's panel names its own pickers for these two.
        for name in {"go_live_at", "expire_at"} & self.fields.keys():
            self.fields[name].widget = MomentInput()
            self.fields[name].help_text = _("Day and hour in %(zone)s") % {
                "zone": zone_name(timezone.get_current_timezone_name())
            }
        if not self.instance.pk:
            # What is asked of pages may depend on where they stand.
            self.instance.path_of_section = self.parent_page.path if self.parent_page else ""
            self.initial |= {name: begin(self.parent_page) for name, begin in self.beginnings.items()}
        chosen = self._chosen_terms()
        for name, field in self.fields.items():
            if isinstance(field, TermsField):
                field.refresh(may_add=self.for_user is None or self.for_user.has_perm("core.add_term"))
                self.initial.setdefault(name, chosen.get(field.vocabulary, []))
        show_as_before(self)
        if is_shown:
            show_few(self)

    def _chosen_terms(self) -> dict[str, list[int]]:
        """Their keys by vocabulary; a new page begins with the region of its section."""
        chosen: dict[str, list[int]] = {}
        for term in self.instance.terms if hasattr(self.instance, "terms") else []:
            chosen.setdefault(term.vocabulary, []).append(term.pk)
        if not self.instance.pk and not chosen and self.parent_page:
            chosen[Vocabulary.REGION] = self._region_of_section()
        return chosen

    def _region_of_section(self) -> list[int]:
        rows = PageTerm.objects.filter(page=self.parent_page, term__vocabulary=Vocabulary.REGION)
        return list(rows.values_list("term_id", flat=True))

    def full_clean(self) -> None:
        """A page that was just refused shows what it lacks at each field, though nothing was sent with this request."""
        with one_check_at_a_time:
            super().full_clean()
        if not self.is_bound and getattr(self.instance, "shows_problems", False):
            self.cleaned_data: dict[str, Any] = {}
            self._add_all_problems()

    def clean_slug(self) -> str:
        """The address may follow from the title by itself: then it is made free where another page has it.

        A script fills it in while the title is typed, and is late where it was pasted.
        """
        may_have_accents = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
        of_title = slugify(self.cleaned_data.get("title", ""), may_have_accents)
        slug: str = self.cleaned_data["slug"] or self.instance.slug or of_title
        follows_title = slug == of_title
        is_draft = self.instance.first_published_at is None
        return free_page_slug(self.parent_page, slug, self.instance) if slug and is_draft and follows_title else slug

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What autosave tells the browser: also the address that was made free."""
        updates = super().get_field_updates_for_resave()
        is_other = self.cleaned_data.get("slug", "") != self.data.get("slug")
        return [*updates, ("slug", self.cleaned_data["slug"])] if is_other else updates

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._take_terms()
        for name, value in self.cleaned_data.items():
            if isinstance(value, StreamValue):
                self.cleaned_data[name] = with_all_lines(value)
        return cleaned

    def _take_terms(self) -> None:
        """Put the chosen terms on the page, leaving those of vocabularies that the form does not ask for."""
        asked = {n: f for n, f in self.fields.items() if isinstance(f, TermsField) and n in self.cleaned_data}
        if not asked:
            return
        vocabularies = {field.vocabulary for field in asked.values()}
        kept = [term for term in self.instance.terms if term.vocabulary not in vocabularies]
        terms = kept + [term for name in asked for term in self.cleaned_data[name]]
        rows = {row.term_id: row for row in self.instance.page_terms.all()}
        wanted, new = [], {}
        for order, term in enumerate(each_once(terms)):
            if term.pk is None:
                new[order] = term
                continue
            row = rows.get(term.pk) or PageTerm(term=term)
            row.sort_order = order
            wanted.append(row)
        self.instance.page_terms = wanted
        self.instance.forget_terms()
        self.instance.take_new_terms(new)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not hasattr(self.instance, "go_live_problems"):
            return
        if not self.is_deferred_validation:
            problems = self.instance.go_live_problems()
            self._add_problems(labelled(self.instance, [one for one in problems if one.field not in self.errors]))
        elif self.errors and SHOWS_PROBLEMS in self.data:
            self._add_all_problems()

    def _add_all_problems(self) -> None:
        """All is said in one try, but of fields that were refused: the page does not know what was typed there."""
        refused = set(self.errors)
        for field, error in errors_of_blocks(self.instance):
            if field.name not in refused:
                self.add_error(field.name if field.name in self.fields else None, error)
        # A page that is not in the tree yet lacks more, which no editor can give.
        unknown = refused if self.instance.path else refused | {"path", "depth"}
        self._add_problems([one for one in problems_of(self.instance) if one.field not in unknown])

    def _add_problems(self, problems: list[Problem]) -> None:
        for problem in problems:
            if problem.field in self.fields:
                self.add_error(problem.field, problem.message)
            else:
                self.add_error(None, problem.in_words)


def page_form(
    name: str,
    slots: list[Any],
    beginnings: dict[str, Any] | None = None,
    repeated: tuple[str, ...] = (),
    parts: tuple[type, ...] = (),
) -> type[PageForm]:
    """A form class with a field for each of the slots; `parts` stand before it among its parents."""
    fields: dict[str, Any] = {
        slot.field: TermsField(
            slot.vocabulary,
            label=slot.own_label or Vocabulary(slot.vocabulary).label,
            single=slot.single,
            help_text=_("Needed before the page can go live.") if slot.required else "",
        )
        for slot in slots
    }
    return type(name, (*parts, PageForm), fields | {"beginnings": beginnings or {}, "repeated": repeated})
