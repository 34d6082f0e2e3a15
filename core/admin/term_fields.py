"""The field of a form that asks for the terms of one vocabulary."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.i18n.languages import current
from core.models.terms import Term, Vocabulary

# An em space for each level of a tree, in drop-downs.
INDENT = "\u2003"

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
