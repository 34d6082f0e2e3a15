"""What becomes of a term that no vocabulary has: nothing, a new term, or any that the vocabulary has."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.admin.term_fields import in_tree_order
from core.models import Vocabulary
from core.models.terms import Term, all_terms
from resources.models import ImportBatch
from resources.spreadsheets.columns import column_named
from resources.spreadsheets.columns.term_columns import TermsColumn
from resources.spreadsheets.importing.row_mapping import UnknownTerm


class Option(NamedTuple):
    pk: int
    label: str
    is_chosen: bool


class UnknownLine(NamedTuple):
    """An unknown term in the form in which the editor decides: near ones first, then all of its vocabulary."""

    number: int
    name: str
    label: str
    creates: bool
    groups: list[tuple[str, list[Option]]]


def unknown_lines(batch: ImportBatch) -> list[UnknownLine]:
    vocabularies = {one["vocabulary"] for one in batch.unknown_terms}
    trees = {name: in_tree_order(list(Term.objects.of(name).with_labels())) for name in vocabularies}
    return [_line(number, one, trees[one["vocabulary"]]) for number, one in enumerate(batch.unknown_terms)]


def _line(number: int, one: UnknownTerm, tree: list[tuple[Term, str]]) -> UnknownLine:
    chosen = one["chosen"]
    near = [Option(term["pk"], term["label"], term["pk"] == chosen) for term in one["near"]]
    shown = {option.pk for option in near}
    rest = [Option(term.pk, label, term.pk == chosen and term.pk not in shown) for term, label in tree]
    label = Vocabulary(one["vocabulary"]).label
    all_of = _("All of “%(vocabulary)s”") % {"vocabulary": label}
    groups = [(name, options) for name, options in ((_("It may mean"), near), (all_of, rest)) if options]
    return UnknownLine(number, one["name"], str(label), one["creates"], groups)


def decide(batch: ImportBatch, answers: Mapping[str, str], may_create: bool) -> None:
    """Note what the form says of each; a term of another vocabulary, or one that was merged, cannot be chosen."""
    for number, one in enumerate(batch.unknown_terms):
        answer = answers.get(f"term-{number}", "")
        one["creates"] = may_create and answer == "create"
        one["chosen"] = _chosen_term(answer, one["vocabulary"])
    batch.creates_terms = may_create and answers.get("creates_terms") == "on"
    batch.save(update_fields=["unknown_terms", "creates_terms"])


def _chosen_term(answer: str, vocabulary: str) -> int | None:
    term = all_terms().get(int(answer)) if answer.isascii() and answer.isdecimal() else None
    return term.pk if term and term.vocabulary == vocabulary and not term.merged_into_id else None


def keep_decided(batch: ImportBatch) -> None:
    """When the columns are chosen anew: what was decided stays, for the vocabularies that are still read."""
    columns = [column_named(name) for name in batch.mapping if name]
    read = {column.vocabulary for column in columns if isinstance(column, TermsColumn)}
    batch.unknown_terms = [
        one for one in batch.unknown_terms if one["vocabulary"] in read and (one["chosen"] or one["creates"])
    ]
