"""The editor's form of a page: a field for each vocabulary, and the rules for going live."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.choices import CallableChoiceIterator
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.admin.few_choices import show_few
from core.going_live import Problem, errors_of_blocks, labelled, problems_of
from core.i18n.languages import current
from core.i18n.time_zones import zone_choices
from core.locking import one_check_at_a_time
from core.models.page_terms import PageTerm
from core.models.terms import Term, Vocabulary
from core.page_slugs import free_page_slug
from core.text.pasted_lists import with_all_lines
from core.typed_fields import MomentInput

# An em space for each level of a tree, in drop-downs.
INDENT = "\u2003"

# Sent beside the fields by whoever means to go on with the page, as with sending it to review.
SHOWS_PROBLEMS = "shows-problems"

# What a form is given: the fields of a request, or a plain dictionary of code; and the files beside them.
FormData: TypeAlias = Mapping[str, Any]
FormFiles: TypeAlias = MultiValueDict[str, UploadedFile]
# What was given to the parts of a widget, in their order.
GivenInParts: TypeAlias = list[Any]


class TermsWidget(forms.MultiWidget):
    """Check boxes (or one drop-down), and a line to add what is not in the list.

    The script puts a typed name into the hidden `…_new` only when it is complete: autosave must not make half terms.
    """

    template_name = "core/widgets/terms.html"
    may_add = True
    # Short forms, synonyms and names in other languages, by key: the line that narrows the list knows them too.
    other_words: dict[str, str] = {}
    # From this number of terms on, a line to narrow the list is shown.
    long = 12

    class Media:
        js = ["js/admin-terms.js"]

    def __init__(self, single: bool = False, attrs: dict[str, Any] | None = None) -> None:
        chosen = forms.Select() if single else forms.CheckboxSelectMultiple()
        self.single = single
        super().__init__({"": chosen, "new": forms.HiddenInput()}, attrs)

    def decompress(self, value: object) -> GivenInParts:
        return [value, ""]

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if not isinstance(value, list) or len(value) != 2 or not (value[0] is None or isinstance(value[0], list)):
            value = [value, ""]
        chosen = value[0] or []
        if self.single:
            chosen = chosen[0] if isinstance(chosen, list) and chosen else chosen or ""
        context = super().get_context(name, [chosen, value[1]], attrs)
        for _group, options, _index in context["widget"]["subwidgets"][0].get("optgroups", []):
            for option in options:
                name_only = str(option["label"]).lstrip(INDENT)
                words = self.other_words.get(str(option["value"]), "")
                option |= {"name_only": name_only, "depth": len(str(option["label"])) - len(name_only), "words": words}
        boxes: Any = self.widgets[0]
        is_long = not self.single and len(boxes.choices) >= self.long
        context["widget"] |= {"single": self.single, "may_add": self.may_add, "is_long": is_long}
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if self.single else id_

    def value_from_datadict(self, data: FormData, files: FormFiles, name: str) -> GivenInParts:
        keys = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or []
        return [[pk for pk in keys if pk], data.get(f"{name}_new", "")]

    def value_omitted_from_data(self, data: FormData, files: FormFiles, name: str) -> bool:
        return name not in data and f"{name}_new" not in data


class TermsField(forms.Field):
    """Terms of one vocabulary. Cleans to a list of terms: what was typed is found by its name, or not saved yet."""

    def __init__(self, vocabulary: str, single: bool = False, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        self.single = single
        kwargs.setdefault("label", Vocabulary(vocabulary).label)
        super().__init__(widget=TermsWidget(single), required=False, **kwargs)

    def refresh(self, may_add: bool) -> None:
        """Take the terms as they are now."""
        self.widget.may_add = may_add
        terms = list(Term.objects.of(self.vocabulary).with_labels())
        choices = [(str(term.pk), label) for term, label in in_tree_order(terms)]
        self.widget.other_words = {str(term.pk): " ".join(term.all_words) for term in terms}
        chosen: Any = self.widget.widgets[0]
        chosen.choices = [("", "---------"), *choices] if self.single else choices

    def clean(self, value: GivenInParts | None) -> list[Term]:
        keys, typed = value or ([], "")
        names = [" ".join(name.split()) for name in (typed or "").split(";") if name.strip()]
        if any(len(name) > 120 for name in names):
            raise forms.ValidationError(_("A new term is at most 120 characters long."))
        if names and not self.widget.may_add:
            raise forms.ValidationError(_("You cannot add terms. Choose one from the list."))
        wanted = [int(key) for key in keys if str(key).isdecimal()]
        known = Term.objects.filter(vocabulary=self.vocabulary).select_related("merged_into").in_bulk(wanted)
        terms = [known[key].current for key in wanted if key in known]
        # Made when the page is saved: a form that is refused, or a preview, changes nothing.
        terms += [self._called(name) for name in names]
        if self.single and len(terms) > 1:
            terms = terms[-1:]
        return each_once(terms)

    def _called(self, name: str) -> Term:
        return Term.objects.called(self.vocabulary, name) or Term.new(self.vocabulary, name, current())

    def has_changed(self, initial: Iterable[int] | None, value: GivenInParts | None) -> bool:
        keys, typed = value or ([], "")
        return bool((typed or "").strip()) or {str(pk) for pk in initial or []} != {str(key) for key in keys}


def each_once(terms: list[Term]) -> list[Term]:
    """Without repetitions; a term that is not saved yet is known by its name."""
    kept: dict[Any, Term] = {}
    for term in terms:
        kept.setdefault(term.pk or (term.vocabulary, term.label.casefold()), term)
    return list(kept.values())


def in_tree_order(terms: list[Term]) -> list[tuple[Term, str]]:
    """Terms with their labels, parts after and indented below what they are part of."""
    children: dict[int | None, list[Term]] = {}
    known = {term.pk for term in terms}
    for term in terms:
        children.setdefault(term.parent_id if term.parent_id in known else None, []).append(term)

    def walk(parent: int | None, depth: int) -> list[tuple[Term, str]]:
        found = []
        for term in children.get(parent, []):
            found.append((term, INDENT * depth + term.label))
            found += walk(term.pk, depth + 1)
        return found

    return walk(None, 0)


class ZoneSelect(forms.Select):
    """The time zones that can be chosen, named in the editor's language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=CallableChoiceIterator(zone_choices))


def zone_of_the_network(section: Page | None) -> str:
    """What staff set for the site; a new session most often takes place there."""
    site = section.get_site() if section else None
    settings = apps.get_model("core", "SiteSettings")
    return settings.for_site(site).time_zone if site else settings.time_zone.field.default


class PageForm(WagtailAdminPageForm):
    """The form of every page. `term_slots` of the page's class decide which vocabularies it asks for."""

    # What a new page begins with: for a field, a function of the section that it will stand in.
    beginnings: dict[str, Callable[[Page | None], Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        # Wagtail's panel names its own pickers for these two.
        for name in {"go_live_at", "expire_at"} & self.fields.keys():
            self.fields[name].widget = MomentInput()
        chosen: dict[str, list[int]] = {}
        for term in self.instance.terms if hasattr(self.instance, "terms") else []:
            chosen.setdefault(term.vocabulary, []).append(term.pk)
        if not self.instance.pk and not chosen and self.parent_page:
            chosen[Vocabulary.REGION] = self._region_of_section()
        if not self.instance.pk:
            self.initial |= {name: begin(self.parent_page) for name, begin in self.beginnings.items()}
        for name, field in self.fields.items():
            if isinstance(field, TermsField):
                field.refresh(may_add=self.for_user is None or self.for_user.has_perm("core.add_term"))
                self.initial.setdefault(name, chosen.get(field.vocabulary, []))
        show_few(self)

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


def page_form(name: str, slots: list[Any], beginnings: dict[str, Any] | None = None) -> type[PageForm]:
    """A form class with a field for each of the slots."""
    fields: dict[str, Any] = {
        slot.field: TermsField(
            slot.vocabulary,
            label=slot.own_label or Vocabulary(slot.vocabulary).label,
            single=slot.single,
            help_text=_("Needed before the page can go live.") if slot.required else "",
        )
        for slot in slots
    }
    return type(name, (PageForm,), fields | {"beginnings": beginnings or {}})
