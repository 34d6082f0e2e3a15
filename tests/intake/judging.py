"""What became of a made-up document: what was lost, and what stands in another place than it should."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from core.models import Term
from events.models import EventPage, WebinarSummaryPage
from intake.document import KeptWords, bare, plain
from intake.document_pictures import Pictures
from intake.document_reading import read_document
from intake.filling import Filling, Request, fill, kept_words
from intake.not_kept import sentences_about
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests.intake.documents import Made
from tests.intake.files import content_of

KINDS = {"summary": WebinarSummaryPage, "event": EventPage, "resource": ResourcePage, "network": NetworkPage}
# The stream of tables and pictures.
BODIES = {"summary": "body", "event": "description", "resource": "other_materials", "network": "body"}
# Where things belong, for each shape.
PLACES = {
    "summary": {"headings": ["sections"], "people": ["people"], "questions": ["questions"]},
    "event": {
        "headings": ["description"],
        "people": ["people"],
        "questions": ["questions"],
        "findings": ["objectives"],
    },
    "resource": {"headings": ["findings"], "findings": ["findings"]},
    "network": {"headings": ["body"], "people": ["people"], "findings": ["goals"]},
}


class Judgement(NamedTuple):
    lost: list[str]
    # Each thing that has a place, and whether it stands there.
    placed: list[tuple[str, str, bool]]


def filled(made: Made, request: Request) -> tuple[Filling, list[str]]:
    """The filling, and what is told about the document."""
    content = content_of(made)
    document = read_document(io.BytesIO(content), made.name)
    Pictures(request.user).take(document, content, made.name)
    return fill(KINDS[made.shape], document, request), sentences_about(document.not_kept)


def judged(made: Made, request: Request) -> Judgement:
    filling, told = filled(made, request)
    kept = KeptWords([*kept_words(filling), *told])
    lost = [text for text in made.sentences if not kept.hold(text)]
    placed = [("title", made.title, bare(made.title) == bare(str(filling.values.get("title", ""))))]
    for what, fields in PLACES[made.shape].items():
        words = [_words(filling.values.get(field)) for field in fields]
        placed += [
            (what, one, any(bare(one) in each for text in words for each in text)) for one in getattr(made, what)
        ]
    return Judgement(lost, [*placed, *_of_body(made, filling), *_of_terms(made, filling)])


def _of_body(made: Made, filling: Filling) -> Iterator[tuple[str, str, bool]]:
    """Tables and pictures: in the body, or at the side where the kind has none."""
    sections = filling.values.get("sections", []) if made.shape == "summary" else []
    more = [child for _kind, value in sections for child in value["more"]]
    body = [*filling.values.get(BODIES.get(made.shape, ""), []), *more]
    for head, *rows in made.tables:
        found = [value["table"] for kind, value in body if kind == "table"]
        in_body = any(
            [one["heading"] for one in table["columns"]] == head and len(table["rows"]) == 2 for table in found
        )
        at_side = any(block.rows == [head, *rows] for block in filling.leftovers)
        yield "tables", head[0], in_body if made.shape in BODIES else at_side
    for words in made.pictures:
        in_body = any(kind == "picture" and value["alternative_text"] == words for kind, value in body)
        at_side = any(block.image is not None for block in filling.leftovers)
        yield "pictures", words, in_body if made.shape in BODIES else at_side


def _of_terms(made: Made, filling: Filling) -> Iterator[tuple[str, str, bool]]:
    """Words that are one term of the kind's vocabularies are chosen; others are keywords, or stand at the side."""
    vocabularies = {slot.vocabulary for slot in KINDS[made.shape].term_slots}
    side = [*_words(filling.values.get("keywords", "")), *(bare(block.text) for block in filling.leftovers)]
    for word in made.keywords:
        terms = {term for one in vocabularies if (term := Term.objects.filter(live=True).called(one, word))}
        yield (
            "keywords",
            word,
            terms <= set(filling.terms) if len(terms) == 1 else any(bare(word) in one for one in side),
        )


def _words(value: Any) -> list[str]:
    """Of each block of a stream apart, so that two that ran together are no match for one."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _words(inner)]
    if isinstance(value, list | tuple):
        return [one for inner in value for one in _words(inner)]
    return [bare(plain(value))] if isinstance(value, str) else [bare(str(value))] if value else []
