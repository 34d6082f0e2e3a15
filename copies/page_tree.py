"""The words of a page as the merge knows them: blocks opened, rows with an id by what they name; and back."""

import json
from typing import cast

from wagtail.fields import StreamField
from wagtail.models import Page

from copies.page_words import Content, fields_of, rows_of
from core.models import BasePage, Term

TERMS = "page_terms"
# Between the name of the rows and the vocabulary: each vocabulary is chosen on its own.
OF = ":"


def opened(said: Content, model: type[Page]) -> Content:
    tree: Content = {}
    for name in fields_of(model):
        value = said.get(name)
        is_stream = isinstance(model._meta.get_field(name), StreamField)
        tree[name] = json.loads(value or "[]") if is_stream else value
    for name in rows_of(model):
        rows = [_with_id(row) for row in said.get(name) or []]
        tree |= _by_vocabulary(rows, model) if name == TERMS else {name: rows}
    return tree


def closed(tree: Content, model: type[Page]) -> Content:
    said: Content = {}
    for name in fields_of(model):
        is_stream = isinstance(model._meta.get_field(name), StreamField)
        said[name] = json.dumps(tree[name]) if is_stream else tree[name]
    for name in rows_of(model):
        parts = [name] if name in tree else [one for one in tree if one.startswith(name + OF)]
        said[name] = [_without_id(row) for part in parts for row in tree[part]]
    return said


def _with_id(row: Content) -> Content:
    """Two rows that name the same are the same row."""
    keys = [f"{name}={row[name]}" for name in sorted(row) if isinstance(row[name], int)]
    return {**row, "id": " ".join(keys) or json.dumps(row, sort_keys=True)}


def _without_id(row: Content) -> Content:
    return {name: value for name, value in row.items() if name != "id"}


def _by_vocabulary(rows: list[Content], model: type[Page]) -> Content:
    vocabularies = dict(Term.objects.filter(pk__in=[row["term"] for row in rows]).values_list("pk", "vocabulary"))
    slots = cast(type[BasePage], model).term_slots
    single = {slot.vocabulary for slot in slots if slot.single}
    tree: Content = {TERMS + OF + slot.vocabulary: [] for slot in slots}
    for row in rows:
        vocabulary = vocabularies.get(row["term"], "")
        # Of which there is one, a term is in place of the other, not beside it.
        kept = _without_id(row) if vocabulary in single else row
        tree.setdefault(TERMS + OF + vocabulary, []).append(kept)
    return tree
