"""A block that holds one term of a vocabulary."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks

from core.models.terms import Term, all_terms


class TermBlock(blocks.ChooserBlock):
    """A drop-down of one vocabulary. Holds the term's key, so that renaming and merging need no rewriting."""

    target_model = Term
    widget = forms.Select

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            queryset=Term.objects.of(self.vocabulary).with_labels(),
            widget=self.widget,
            required=self._required,
            validators=self._validators,
            help_text=self._help_text,
        )

    def to_python(self, value: int | None) -> Term | None:
        return self.bulk_to_python([value])[0] if value else None

    def bulk_to_python(self, values: list[int | None]) -> list[Term | None]:
        terms = all_terms()
        found = [terms.get(pk) if pk else None for pk in values]
        return [terms.get(term.merged_into_id, term) if term else None for term in found]

    def value_from_form(self, value: Term | str | None) -> Term | None:
        """The empty choice of a drop-down comes as "", which ChooserBlock would look up as a key."""
        return super().value_from_form(value if isinstance(value, Term) or str(value).isdecimal() else None)

    def get_form_state(self, value: Term | None) -> list[str]:
        # A drop-down takes a list; ChooserBlock would ask for a chooser's data.
        return self.field.widget.format_value(value.pk if value else None)

    class Meta:
        icon = "tag"
