"""Columns of terms: names of one vocabulary, and the languages of a document, which stand in two columns."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.admin.term_fields import in_tree_order
from core.models import PageTerm, Term, Vocabulary
from core.text.quotation_marks import quoted
from core.text.sentences import one_stop
from resources.models import ResourcePage
from resources.models.resource_page import RESOURCE_TERMS
from resources.spreadsheets.cell_text import joined_names, split_names
from resources.spreadsheets.columns.abstract_column import CellError, Column, NameLookup, PendingTerm
from resources.spreadsheets.term_lookup import name_in_cell

SINGLE = {slot.vocabulary for slot in RESOURCE_TERMS if slot.single}


@dataclass(frozen=True)
class TermsColumn(Column[list[PageTerm]]):
    vocabulary: str = ""

    def read(self, page: ResourcePage) -> str:
        return joined_names([name_in_cell(term) for term in self.shown(page.terms_of(self.vocabulary))])

    def shown(self, terms: list[Term]) -> list[Term]:
        """Those terms of the vocabulary that stand in this column."""
        return terms

    def combined(self, old: list[Term], terms: list[Term]) -> list[Term]:
        """All terms of the vocabulary, when the cell holds these. The same ones keep their order."""
        return old if set(terms) == set(old) else terms

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        named = self._named(split_names(text), names)
        terms = list(dict.fromkeys(term for term in named if isinstance(term, Term)))
        self._put(page, self.combined(page.terms_of(self.vocabulary), terms))
        return [term for term in named if isinstance(term, PendingTerm)]

    def _named(self, words: list[str], names: NameLookup) -> list[Term | PendingTerm]:
        if len(words) > 1 and self.vocabulary in SINGLE:
            raise CellError(_("Only one is allowed."))
        terms = {word: names.term(self.vocabulary, word) for word in words}
        unknown = [quoted(word[:80]) for word, term in terms.items() if term is None]
        if unknown:
            raise CellError(one_stop(_("There is no such term: %(names)s.") % {"names": ", ".join(unknown)}))
        return [term for term in terms.values() if term is not None]

    def _put(self, page: ResourcePage, terms: list[Term]) -> None:
        """The terms of one vocabulary; those of others stay, in their order."""
        rows = {row.term_id: row for row in page.page_terms.all()}
        others = [term for term in page.terms if term.vocabulary != self.vocabulary]
        kept = []
        for order, term in enumerate([*others, *terms]):
            known = rows.get(term.pk)
            kept.append(PageTerm(pk=known.pk if known else None, term=term, sort_order=order))
        self.restore(page, kept)

    def stored(self, page: ResourcePage) -> list[PageTerm]:
        return list(page.page_terms.all())

    def restore(self, page: ResourcePage, stored: list[PageTerm]) -> None:
        page.page_terms = stored
        page.forget_terms()

    def choices(self) -> list[str]:
        terms = list(Term.objects.of(self.vocabulary).with_labels())
        return [name_in_cell(term) for term, __ in in_tree_order(terms)]


@dataclass(frozen=True)
class LanguageColumn(TermsColumn):
    """The first language of the document."""

    vocabulary: str = Vocabulary.LANGUAGE

    def shown(self, terms: list[Term]) -> list[Term]:
        return terms[:1]

    def combined(self, old: list[Term], terms: list[Term]) -> list[Term]:
        return [*terms[:1], *(term for term in old[1:] if term not in terms)]

    def differs(self, page: ResourcePage, stored: list[PageTerm]) -> bool:
        """The languages of a document stand in two columns: one may change while both read the same."""
        rows = page.page_terms.all()
        return bool(rows) and {row.term_id for row in rows} != {row.term_id for row in stored}


@dataclass(frozen=True)
class OtherLanguagesColumn(LanguageColumn):
    """Further languages that the document exists in."""

    def shown(self, terms: list[Term]) -> list[Term]:
        return terms[1:]

    def combined(self, old: list[Term], terms: list[Term]) -> list[Term]:
        return list(dict.fromkeys([*old[:1], *terms]))
